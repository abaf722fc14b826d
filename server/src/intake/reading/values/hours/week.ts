import { joinSpans, type Hours } from '../../../../contract/opening-hours.ts';
import type { ClockSpan } from '../clock.ts';
import type { Rule } from './rules.ts';

const WEEK = [1, 2, 3, 4, 5, 6, 7];
interface Row {
  days: number[];
  spans: ClockSpan[];
}

/** The week that rules tell; null where a span cannot be. `isOsm`: a later rule replaces an earlier one of its day. */
export function toWeek(rules: readonly Rule[], isOsm: boolean): Hours | null {
  const named = new Set(rules.flatMap(({ days }) => days ?? []));
  const daysOf = ({ days, isRest }: Rule) => days ?? (isRest ? WEEK.filter((day) => !named.has(day)) : WEEK);
  const rows: Row[] = [];
  for (const rule of rules.filter(({ isClosed }) => !isClosed)) {
    const row = { days: daysOf(rule), spans: rule.open };
    for (const earlier of rows) {
      if (isOsm || overlap(earlier, row)) earlier.days = earlier.days.filter((day) => !row.days.includes(day));
    }
    rows.push(row);
  }
  const closed = new Set(rules.filter(({ isClosed }) => isClosed).flatMap(daysOf));
  const hours: Hours = [];
  for (const { days, spans } of rows) {
    const open = days.filter((day) => !closed.has(day));
    for (const span of spans) {
      const split = splitNight(open, span);
      if (!split) return null;
      if (open.length > 0) hours.push(...split);
    }
  }
  return hours;
}

const overlap = (a: Row, b: Row) =>
  a.spans.some((one) =>
    b.spans.some(({ starts, ends }) => starts < endOf(one) && one.starts < endOf({ starts, ends })),
  );
const endOf = ({ starts, ends }: Pick<ClockSpan, 'starts' | 'ends'>) => (ends > starts ? ends : '24:00');

/** Hours over midnight belong to two days. */
function splitNight(days: number[], { starts, ends, isNextDay }: ClockSpan): Hours | null {
  if (ends === starts || (ends > starts && isNextDay)) return null;
  if (ends > starts) return [{ days, opens: starts, closes: ends }];
  const evening = { days, opens: starts, closes: '24:00' };
  if (ends === '00:00') return [evening];
  return [evening, { days: days.map((day) => (day % 7) + 1).sort((a, b) => a - b), opens: '00:00', closes: ends }];
}

/** What is open by both. */
export function intersect(a: Hours, b: Hours): Hours {
  const both = new Map<string, Hours[number]>();
  for (const day of WEEK) {
    const [mine, yours] = [a, b].map((hours) => joinSpans(hours.filter(({ days }) => days.includes(day))));
    for (const one of mine!) {
      for (const other of yours!) {
        const opens = one.opens > other.opens ? one.opens : other.opens;
        const closes = one.closes < other.closes ? one.closes : other.closes;
        if (opens >= closes) continue;
        const row = both.get(opens + closes) ?? { days: [], opens, closes };
        row.days.push(day);
        both.set(opens + closes, row);
      }
    }
  }
  return [...both.values()];
}
