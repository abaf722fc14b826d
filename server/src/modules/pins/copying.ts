import type { FormBody, FormSeries } from '../../contract/form.ts';
import { rowsOf } from '../../contract/form-rows.ts';
import type { PinnedKind, Tx } from '../../db/index.ts';
import { NotFound } from '../../errors.ts';
import { parseRecurrence } from '../../formats/series/recurrence.ts';
import { saySeries } from '../../formats/series/say-series.ts';
import * as queries from './queries.ts';

/** What a copy begins with: all but its dates, which are over or taken; its rows are new ones. Throws NotFound. */
export async function readCopied(tx: Tx, { kind, form }: PinnedKind, copyOf: number): Promise<FormBody> {
  const body = await queries.readCopied(tx, kind, copyOf);
  if (!body) throw new NotFound();
  const { series, ...kept } = withoutDates(body);
  const rows = form.fields.flatMap(({ type, name }) => {
    const copied = type === 'group' ? rowsOf(body[name]).map(({ id: _, ...row }) => withoutDates(row)) : [];
    return copied.length === 0 ? [] : [[name, copied] as const];
  });
  return {
    ...kept,
    ...(series !== undefined && { series: toNewTerm(series as FormSeries) }),
    ...Object.fromEntries(rows),
  };
}
function withoutDates({ enrolDeadline: _, startsOn: __, endsOn: ___, ...kept }: FormBody): FormBody {
  return kept;
}

/** The week it was told by, in words that lack their end alone. */
function toNewTerm({ rule, times }: FormSeries): FormSeries {
  const every = rule === null ? null : (parseRecurrence(rule)?.every ?? null);
  const open = { from: null, until: null, count: null, days: [], except: [], skipsHolidays: false };
  return { words: every ? saySeries({ ...open, every, times }, 'zh-CN') : '', rule: null, times, dates: [] };
}
