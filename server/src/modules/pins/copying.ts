import type { FormBody, FormSeries, PinKind } from '../../contract/form.ts';
import type { Tx } from '../../db/index.ts';
import { NotFound } from '../../errors.ts';
import { parseRecurrence } from '../../formats/series/recurrence.ts';
import { saySeries } from '../../formats/series/say-series.ts';
import * as queries from './queries.ts';

/** What a copy begins with: all but its dates, which are over or taken. Throws NotFound. */
export async function readCopied(tx: Tx, kind: PinKind, copyOf: number): Promise<FormBody> {
  const body = await queries.readCopied(tx, kind, copyOf);
  if (!body) throw new NotFound();
  const { enrolDeadline: _, startsOn: __, endsOn: ___, series, ...kept } = body;
  return series === undefined ? kept : { ...kept, series: toNewTerm(series as FormSeries) };
}

/** The week it was told by, in words that lack their end alone. */
function toNewTerm({ rule, times }: FormSeries): FormSeries {
  const every = rule === null ? null : (parseRecurrence(rule)?.every ?? null);
  const open = { from: null, until: null, count: null, days: [], except: [], skipsHolidays: false };
  return { words: every ? saySeries({ ...open, every, times }, 'zh-CN') : '', rule: null, times, dates: [] };
}
