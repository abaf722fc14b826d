import type { Series } from './feature.ts';
import { toDayNumber } from '../formats/shanghai-time.ts';
import { dayOf } from './wall-time.ts';

const MINUTES_OF_DAY = 1440;
const DATE_LENGTH = 10;

export interface Sessions {
  /** Starts of those that are on, ascending, in wall minutes; null for none. */
  starts: Int32Array | null;
  /** Day on which the last of all sessions ends, cancelled ones too. */
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
export function expandSeries({ dates, times, isOn, differences }: Series): Sessions {
  const count = Math.floor(dates.length / (DATE_LENGTH + 1));
  const starts = new Int32Array(count * times.length);
  let lastDay = -Infinity;
  let length = 0;
  let moved = false;
  for (let i = 0; i < count; i++) {
    const day = dayAt(dates, 1 + i * (DATE_LENGTH + 1));
    for (let n = 0; n < times.length; n++) {
      const { startsAt, endsAt } = times[n]!;
      const of = n === 0 ? null : startsAt;
      const differs =
        differences.length > 0
          ? differences.find((difference) => difference.day === day && difference.of === of)
          : undefined;
      const start = differs?.start ?? day * MINUTES_OF_DAY + startsAt;
      const end = differs?.end ?? day * MINUTES_OF_DAY + endsAt + (endsAt <= startsAt ? MINUTES_OF_DAY : 0);
      // Midnight itself is still of the day before.
      lastDay = Math.max(lastDay, dayOf(end - 1));
      if (!isOn || differs?.isOn === false) continue;
      starts[length++] = start;
      moved ||= differs?.start != null;
    }
  }
  if (length === 0) return { starts: null, lastDay };
  const on = starts.subarray(0, length);
  return { starts: moved ? on.sort() : on, lastDay };
}
