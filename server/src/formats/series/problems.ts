import type { Part } from './scan.ts';

/** What stops a series, and what is only to be looked at. */
export const SERIES_PROBLEMS = {
  not_understood: 'stops',
  no_days: 'stops',
  no_times: 'stops',
  no_end_time: 'stops',
  bad_date: 'stops',
  bad_time: 'stops',
  which_weekday: 'stops',
  several_rules: 'stops',
  interval_unclear: 'stops',
  odd_even_weeks: 'stops',
  until_before_from: 'stops',
  count_not_whole: 'stops',
  count_differs: 'stops',
  times_overlap: 'stops',
  no_sessions: 'stops',
  no_end: 'stops',
  too_many: 'stops',
  weekday_differs: 'looks',
  times_differ: 'looks',
  early_hours: 'looks',
  exception_misses: 'looks',
  skips_months: 'looks',
  holidays_unknown: 'looks',
} as const;
export type SeriesProblemCode = keyof typeof SERIES_PROBLEMS;

export interface SeriesProblem {
  code: SeriesProblemCode;
  /** Which part of what was typed; null where it is about the whole. */
  part: Part | null;
  /** Put into its sentence. */
  value: string;
}
