// Asia/Shanghai has been UTC+8 without summer time since 1992.
const OFFSET_MINUTES = 480;
const MINUTES_OF_DAY = 1440;
const MS_OF_DAY = 86_400_000;

/** Minutes since 1970-01-01T00:00 Asia/Shanghai wall time, whole. */
export function toWallMinutes(time: Date): number {
  return Math.floor(time.getTime() / 60_000) + OFFSET_MINUTES;
}

export function fromWallMinutes(minutes: number): Date {
  return new Date((minutes - OFFSET_MINUTES) * 60_000);
}

/** Days since 1970-01-01 of wall minutes. */
export function dayOf(minutes: number): number {
  return Math.floor(minutes / MINUTES_OF_DAY);
}

/** Day number of 2026-11-28. */
export function parseDay(text: string): number {
  return Date.UTC(Number(text.slice(0, 4)), Number(text.slice(5, 7)) - 1, Number(text.slice(8, 10))) / MS_OF_DAY;
}

/** 2026-11-28 of a day number. */
export function formatDay(day: number): string {
  return new Date(day * MS_OF_DAY).toISOString().slice(0, 10);
}

/** Wall minutes of 2026-11-28T10:00. */
export function parseWallTime(text: string): number {
  return parseDay(text) * MINUTES_OF_DAY + parseClock(text.slice(11));
}

/** Minutes since midnight of 18:30 or 18:30:00. */
export function parseClock(text: string): number {
  return Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5));
}

/** 2026-11-28T09:00:00+08:00 of wall minutes. */
export function formatWallTime(minutes: number): string {
  return `${new Date(minutes * 60_000).toISOString().slice(0, 19)}+08:00`;
}

/** Monday = 1. */
export function weekdayOf(day: number): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}
