import type { Series } from './feature.ts';
import { toDayNumber } from '../formats/shanghai-time.ts';
import { dayOf } from './wall-time.ts';

const MINUTES_OF_DAY = 1440;
const DATE_LENGTH = 10;

export interface Sessions {
  /** Starts of those that are on, ascending, in wall minutes; null for none. */
  starts: Int32Array | null;
  /** Last day of any session, cancelled ones too. */
  lastDay: number;
}

// Days of recent years by their text: parsing a million dates one by one takes a second.
const known = new Map<string, number>();

function dayAt(dates: string, at: number): number {
  const text = dates.slice(at, at + DATE_LENGTH);
  let day = known.get(text);
  if (day === undefined) {
    if (known.size > 20_000) known.clear();
    known.set(text, (day = toDayNumber(text)));
  }
  return day;
}

/** Expands a series, with what differs from it. */
export function expandSeries({ dates, startsAt, isOn, differences }: Series): Sessions {
  const count = Math.floor(dates.length / (DATE_LENGTH + 1));
  const starts = new Int32Array(count);
  let lastDay = -Infinity;
  let length = 0;
  let moved = false;
  for (let i = 0; i < count; i++) {
    const day = dayAt(dates, 1 + i * (DATE_LENGTH + 1));
    const differs = differences.length > 0 ? differences.find((difference) => difference.day === day) : undefined;
    const start = differs?.start ?? day * MINUTES_OF_DAY + startsAt;
    lastDay = Math.max(lastDay, dayOf(start));
    if (!isOn || differs?.isOn === false) continue;
    starts[length++] = start;
    moved ||= differs?.start != null;
  }
  if (length === 0) return { starts: null, lastDay };
  const on = starts.subarray(0, length);
  return { starts: moved ? on.sort() : on, lastDay };
}
