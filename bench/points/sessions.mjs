import { pickOf } from './random.mjs';

/** 2026-11-25 in days since 1970-01-01, a Wednesday: the day of the data. */
export const TODAY = 20782;

const STARTS = [510, 540, 570, 810, 840, 900, 1110, 1140];
// Series lie within four months around the day of the data.
const [FIRST, LAST] = [TODAY - 75, TODAY + 60];

/** Starts of one activity, ascending, in minutes: one day, or once or twice a week for weeks. */
export function createSessions(random) {
  const minutes = pickOf(random, STARTS);
  if (random() < 0.3) return [dayNear(random, random() < 0.5) * 1440 + minutes];
  const count = 8 + Math.floor(random() * 10);
  const perWeek = random() < 0.5 ? 1 : 2;
  const weeks = Math.ceil(count / perWeek);
  const start = FIRST + Math.floor(random() * Math.max(1, LAST - FIRST - 7 * weeks));
  const second = 1 + Math.floor(random() * 6);
  return Array.from({ length: count }, (_, at) => {
    const day = start + 7 * Math.floor(at / perWeek) + (at % perWeek) * second;
    return day * 1440 + minutes;
  });
}

function dayNear(random, onWeekend) {
  const day = FIRST + Math.floor(random() * (LAST - FIRST));
  return onWeekend ? saturdayOf(day) + (random() < 0.5 ? 0 : 1) : day;
}

/** Saturday of the week (Monday first) of a day number; day 0 was a Thursday. */
export function saturdayOf(day) {
  return day - ((day + 3) % 7) + 5;
}
