/** Asia/Shanghai has had one offset since 1991: UTC+8, no summer time. */
export const OFFSET_MINUTES = 480;

const DAY_MS = 86_400_000;
const shifted = (at: Date) => new Date(at.getTime() + OFFSET_MINUTES * 60_000).toISOString();

/** 2026-11-28T09:00:00+08:00 */
export function toDateTime(at: Date): string {
  return `${shifted(at).slice(0, 19)}+08:00`;
}
/** The day it is in Shanghai: 2026-11-28. */
export function toDay(at: Date): string {
  return shifted(at).slice(0, 10);
}
/** Days since 1970-01-01 of a day like 2026-11-28. */
export function toDayNumber(day: string): number {
  return Math.round(Date.parse(`${day}T00:00:00Z`) / DAY_MS);
}
/** Minutes of wall time since 1970-01-01T00:00. */
export function toWallMinutes(at: Date): number {
  return Math.floor(at.getTime() / 60_000) + OFFSET_MINUTES;
}
export function fromDayNumber(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}
/** Monday = 1 … Sunday = 7; day 0 was a Thursday. */
export function toWeekday(day: number): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}
