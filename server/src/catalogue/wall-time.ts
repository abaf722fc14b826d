import { OFFSET_MINUTES, toDayNumber } from '../formats/shanghai-time.ts';

const MINUTES_OF_DAY = 1440;

/** The moment of wall minutes, which count from 1970-01-01T00:00 Asia/Shanghai wall time. */
export function fromWallMinutes(minutes: number): Date {
  return new Date((minutes - OFFSET_MINUTES) * 60_000);
}

/** Days since 1970-01-01 of wall minutes. */
export function dayOf(minutes: number): number {
  return Math.floor(minutes / MINUTES_OF_DAY);
}

/** Wall minutes of 2026-11-28T10:00. */
export function parseWallTime(text: string): number {
  return toDayNumber(text.slice(0, 10)) * MINUTES_OF_DAY + parseClock(text.slice(11));
}

/** Minutes since midnight of 18:30 or 18:30:00. */
export function parseClock(text: string): number {
  return Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5));
}
