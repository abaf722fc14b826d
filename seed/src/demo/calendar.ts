/** Days are whole numbers since 1970-01-01: no clock and no zone. */
export type Day = number;

const MS = 86_400_000;
const texts = new Map<Day, string>();

export function parseDay(text: string): Day {
  const ms = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : NaN;
  if (Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== text) {
    throw new Error(`"${text}" is not a day like 2026-11-28`);
  }
  return ms / MS;
}

export function dayText(day: Day): string {
  let text = texts.get(day);
  if (text === undefined) texts.set(day, (text = new Date(day * MS).toISOString().slice(0, 10)));
  return text;
}

/** Monday = 1 … Sunday = 7. */
export function weekdayOf(day: Day): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}

/** The first day from `day` on that falls on one of `weekdays`. */
export function nextWeekday(day: Day, weekdays: readonly number[]): Day {
  let at = day;
  while (!weekdays.includes(weekdayOf(at))) at++;
  return at;
}

/** Months since 1970-01. */
export function monthOf(day: Day): number {
  const date = new Date(day * MS);
  return (date.getUTCFullYear() - 1970) * 12 + date.getUTCMonth();
}

/** The `nth` `weekday` of a month. */
export function nthWeekday(month: number, weekday: number, nth: number): Day {
  const first = Date.UTC(1970, month, 1) / MS;
  return nextWeekday(first, [weekday]) + 7 * (nth - 1);
}

export const WEEKDAY_NAMES = ['', '周一', '周二', '周三', '周四', '周五', '周六', '周日'] as const;
export const WEEKDAY_CODES = ['', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;

const SEASONS = [
  '冬季',
  '冬季',
  '春季',
  '春季',
  '春季',
  '暑期',
  '暑期',
  '暑期',
  '秋季',
  '秋季',
  '秋季',
  '冬季',
] as const;

export function seasonOf(day: Day): string {
  return SEASONS[monthOf(day) % 12]!;
}

export function yearOf(day: Day): number {
  return Number(dayText(day).slice(0, 4));
}
