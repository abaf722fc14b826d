/** How a coming session is told; the caller puts the words. */
export type SessionWording =
  | { key: 'on' }
  | { key: 'today' | 'tonight' | 'tomorrow' }
  | { key: 'thisWeek' | 'nextWeek'; weekday: number }
  | { key: 'onDate' };

const DAY = 86_400_000;
/** Asia/Shanghai is UTC+8 all year. */
const SHANGHAI = 8 * 3_600_000;
const EVENING = 17.5 * 3_600_000;

/** Days since 1970-01-01 on the calendar of Shanghai. */
export function shanghaiDay(ms: number): number {
  return Math.floor((ms + SHANGHAI) / DAY);
}
/** Monday = 1. */
export function weekdayOf(day: number): number {
  // 1970-01-01 was a Thursday.
  return ((((day + 3) % 7) + 7) % 7) + 1;
}

/** Tells a session starting and ending at these instants (ms) as seen at `now` (ms). */
export function wordSession(startsAt: number, endsAt: number, now: number): SessionWording {
  if (startsAt <= now && now < endsAt) return { key: 'on' };
  const today = shanghaiDay(now);
  const day = shanghaiDay(startsAt);
  const ahead = day - today;
  if (ahead === 0) return { key: startsAt + SHANGHAI - day * DAY >= EVENING ? 'tonight' : 'today' };
  if (ahead === 1) return { key: 'tomorrow' };
  const monday = today - weekdayOf(today) + 1;
  const weekday = weekdayOf(day);
  if (ahead > 1 && day < monday + 7) return { key: 'thisWeek', weekday };
  if (ahead > 1 && day < monday + 14) return { key: 'nextWeek', weekday };
  return { key: 'onDate' };
}
