import type { z } from 'zod';
import type { OpeningHours } from './common.ts';

export type Hours = z.infer<typeof OpeningHours>;
/** Wall times, 24:00 is the end of a day. */
export interface Span {
  opens: string;
  closes: string;
}
export interface Opening extends Span {
  /** It closes after midnight. */
  isNextDay: boolean;
}
/** What holds on some weekdays, Monday = 1. */
export interface OpeningRow {
  days: number[];
  spans: Opening[];
}

const MIDNIGHT = '24:00';
export const isAllDay = ({ opens, closes }: Opening) => opens === '00:00' && closes === MIDNIGHT;

/**
 * Weekly hours as people say them: spans that touch or overlap are one, also over midnight where that is shorter than a day;
 * days alike share a row. `always`: never closed.
 */
export function tellWeek(hours: Hours): OpeningRow[] | 'always' {
  const week = Array.from({ length: 7 }, (_, i) => joinDay(hours, i + 1));
  if (week.every(([first]) => first && isAllDay(first))) return 'always';
  const nights = week.map((spans, i) => joinNight(spans.at(-1), week[(i + 1) % 7]![0]));
  const rows = new Map<string, OpeningRow>();
  week.forEach((spans, i) => {
    const told = spans.map((span, at) => (at === spans.length - 1 && nights[i] ? nights[i] : span));
    // What the night before reaches into is told there.
    if (nights[(i + 6) % 7]) told.shift();
    if (told.length === 0) return;
    const key = JSON.stringify(told);
    const row = rows.get(key) ?? { days: [], spans: told };
    row.days.push(i + 1);
    rows.set(key, row);
  });
  return [...rows.values()];
}

function joinDay(hours: Hours, day: number): Opening[] {
  const spans = joinSpans(hours.filter(({ days }) => days.includes(day)));
  return spans.map((span) => ({ ...span, isNextDay: false }));
}

/** Spans of one day by opening; those that touch or overlap are one. */
export function joinSpans(spans: readonly Span[]): Span[] {
  const joined: Span[] = [];
  for (const { opens, closes } of [...spans].sort((a, b) => (a.opens < b.opens ? -1 : 1))) {
    const last = joined.at(-1);
    if (last && opens <= last.closes) last.closes = closes > last.closes ? closes : last.closes;
    else joined.push({ opens, closes });
  }
  return joined;
}

function joinNight(evening: Opening | undefined, morning: Opening | undefined): Opening | null {
  if (!evening || !morning || evening.closes !== MIDNIGHT || morning.opens !== '00:00') return null;
  if (isAllDay(evening) || isAllDay(morning) || morning.closes > evening.opens) return null;
  return { opens: evening.opens, closes: morning.closes, isNextDay: true };
}
