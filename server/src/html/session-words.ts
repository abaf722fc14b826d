import { toDay, toDayNumber, toWallMinutes, toWeekday } from '../formats/shanghai-time.ts';

const EVENING = 17 * 60 + 30;

export interface Span {
  startsAt: string;
  endsAt: string;
}
export type SessionWords = 'on' | 'today' | 'tonight' | 'tomorrow' | 'thisWeek' | 'nextWeek' | 'onDate';

/** How a coming session is told at `now`. */
export function wordSession({ startsAt, endsAt }: Span, now: Date): SessionWords {
  const start = new Date(startsAt);
  if (start <= now && now < new Date(endsAt)) return 'on';
  const today = toDayNumber(toDay(now));
  const day = toDayNumber(toDay(start));
  if (day === today) return toWallMinutes(start) % 1440 >= EVENING ? 'tonight' : 'today';
  if (day === today + 1) return 'tomorrow';
  const monday = today - toWeekday(today) + 1;
  if (day <= today || day >= monday + 14) return 'onDate';
  return day < monday + 7 ? 'thisWeek' : 'nextWeek';
}
