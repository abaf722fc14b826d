import type { Lang } from '../../../contract/lists.ts';
import type { RecordCells } from '../../../db/thing.ts';
import { expandSeries } from '../../../formats/series/expand-series.ts';
import { parseRecurrence } from '../../../formats/series/recurrence.ts';
import { saySeries } from '../../../formats/series/say-series.ts';
import type { Series } from '../../../formats/series/series.ts';

/** More are easier to read as single dates. */
const MOST_EXCEPTED = 60;

/** The dates of a series by its rule, where that says them: what the import makes the same series of. */
export function tellWhen({ recurrence, ...cells }: RecordCells, lang: Lang): RecordCells {
  const dates = cells['dates'] as readonly string[];
  const ruled = typeof recurrence === 'string' ? parseRecurrence(recurrence) : null;
  const [from] = dates;
  if (!ruled || from === undefined) return cells;
  const bounds = { from, until: ruled.until ?? (ruled.days === null ? dates.at(-1)! : null), count: ruled.days };
  const series: Series = { every: ruled.every, days: [], times: [], except: [], skipsHolidays: false, ...bounds };
  const days = expandOnce(`${String(recurrence)} ${from} ${bounds.until}`, series);
  const [told, held] = [new Set(days), new Set(dates)];
  const except = days.filter((day) => !held.has(day));
  if (except.length > MOST_EXCEPTED || days.length === 0) return cells;
  const weekdays = saySeries({ ...series, from: null, until: null, count: null }, lang).trim();
  return { ...cells, weekdays, ...bounds, except, dates: dates.filter((day) => !told.has(day)) };
}

/** Few different series exist, and expanding one takes most of a row's time. */
const expanded = new Map<string, readonly string[]>();
const MOST_KNOWN = 5_000;
function expandOnce(key: string, series: Series): readonly string[] {
  let days = expanded.get(key);
  if (!days) {
    days = expandSeries(series, series.from!, () => false).days;
    if (expanded.size >= MOST_KNOWN) expanded.clear();
    expanded.set(key, days);
  }
  return days;
}
