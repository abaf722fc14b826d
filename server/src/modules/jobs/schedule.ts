import { OFFSET_MINUTES } from '../../formats/shanghai-time.ts';
import type { Every } from '../../module.ts';

/** Lasts so long, in ms, and begins so long after a multiple of that since 1970-01-01T00:00Z. */
export interface Schedule {
  lengthMs: number;
  offsetMs: number;
}

const MINUTE_MS = 60_000;
const DAY_MINUTES = 1440;
const UNITS: Readonly<Record<string, number>> = { minute: 1, hour: 60 };
const INTERVAL = /^([1-9]\d{0,3}) (minute|hour)s?$/;
const DAILY = /^1 day at ([01]\d|2[0-3]):([0-5]\d) Asia\/Shanghai$/;

/** Throws at what is no schedule. */
export function parseEvery(every: Every): Schedule {
  const [, count, unit] = INTERVAL.exec(every) ?? [];
  const [, hour, minute] = DAILY.exec(every) ?? [];
  const length = unit === undefined ? DAY_MINUTES : Number(count) * UNITS[unit]!;
  if (unit === undefined && hour === undefined) throw new Error(`"${every}" is no schedule`);
  const offset = Number(hour ?? 0) * 60 + Number(minute ?? 0) - OFFSET_MINUTES;
  return { lengthMs: length * MINUTE_MS, offsetMs: offset * MINUTE_MS };
}

/** When the period that `now` is in began. */
export function periodStart({ lengthMs, offsetMs }: Schedule, now: Date): Date {
  return new Date(Math.floor((now.getTime() - offsetMs) / lengthMs) * lengthMs + offsetMs);
}
