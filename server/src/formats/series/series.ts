/** Monday = 1 … Sunday = 7. */
export type Weekday = number;

/** How days recur; `interval` 2: every second one. */
export type Every =
  | { unit: 'day'; interval: number }
  | { unit: 'week'; interval: number; weekdays: readonly Weekday[] }
  /** nth: 1 … 5, or -1 for the last. */
  | { unit: 'month'; interval: number; nths: readonly { nth: number; weekday: Weekday }[] }
  | { unit: 'month'; interval: number; monthDays: readonly number[] };

/** Wall times of Asia/Shanghai like 09:00; what ends at or before its start ends on the next day. */
export interface SessionTime {
  starts: string;
  ends: string;
}

/** Sessions as they are told: days that recur or are listed, at one or more times. Days are like 2026-12-05. */
export interface Series {
  /** Null where the days are listed. */
  every: Every | null;
  /** Ascending; empty where they recur. */
  days: readonly string[];
  times: readonly SessionTime[];
  /** Of days that recur: none before it. */
  from: string | null;
  /** The last day it may be. */
  until: string | null;
  /** Sessions before exceptions, those of one day counted each. */
  count: number | null;
  except: readonly string[];
  /** None on public holidays. */
  skipsHolidays: boolean;
}

/** Sessions of one series, at most. */
export const MOST_SESSIONS = 400;

export const WEEKDAYS_ONLY: readonly Weekday[] = [1, 2, 3, 4, 5];
