import { toDay, toDayNumber, toWeekday } from '../../formats/shanghai-time.ts';

const DAY_MS = 86_400_000;
const WORKING_DAYS = 3;
const isWeekend = (at: number) => toWeekday(toDayNumber(toDay(new Date(at)))) > 5;

/** What was submitted before this moment waits for longer than three working days; weekends in Shanghai do not count. */
export function overdueBefore(now: Date): Date {
  let at = now.getTime();
  for (let left = WORKING_DAYS; left > 0;) {
    at -= DAY_MS;
    if (!isWeekend(at)) left -= 1;
  }
  return new Date(at);
}
