import type { Day } from '../../../demo/calendar.ts';
import type { Dice } from '../../../demo/dice.ts';
import type { Schedule } from './schedule.ts';

/** How one session differs from its series. */
export interface SessionDifference {
  day: Day;
  status: 'scheduled' | 'cancelled' | 'rescheduled' | 'full' | 'moved_online';
  /** The day and wall times it moved to; null: as planned. */
  moved: { day: Day; starts: string; ends: string } | null;
  capacity: number | null;
  seatsLeft: number | null;
  note: string | null;
}

const SHARE = 0.06;
const KINDS = ['cancelled', 'rescheduled', 'full', 'moved_online', 'seats'] as const;
const KIND_WEIGHTS = [30, 25, 15, 10, 20] as const;
const AS_PLANNED = { moved: null, capacity: null, seatsLeft: null, note: null };
// Days within which a session is made up for.
const PUT_OFF = 14;

export interface DifferenceTerms {
  schedule: Schedule;
  asOf: Day;
  capacity: number | null;
  /** Whether a session could be held at its times on another day. */
  suits: (day: Day) => boolean;
}

/** At most one session still to come differs, and never the only one. */
export function rollDifferences(dice: Dice, { schedule, asOf, capacity, suits }: DifferenceTerms): SessionDifference[] {
  const { dates, starts, ends } = schedule;
  const ahead = dates.filter((day) => day >= asOf);
  if (ahead.length < 2 || !dice.chance(SHARE)) return [];
  const day = dice.pick(ahead);
  const kind = KINDS[dice.weighted(KIND_WEIGHTS)]!;
  if (kind === 'cancelled') return [{ ...AS_PLANNED, day, status: kind, note: '因场地检修停课一次' }];
  if (kind === 'moved_online') return [{ ...AS_PLANNED, day, status: kind, note: '本次改为线上进行' }];
  if (kind === 'rescheduled') {
    const to = findDay(day + dice.between(1, 3), (other) => !dates.includes(other) && suits(other));
    if (to === null) return [];
    return [{ ...AS_PLANNED, day, status: kind, moved: { day: to, starts, ends }, note: '因场地安排调整日期' }];
  }
  if (capacity === null) return [];
  const full = kind === 'full';
  const seatsLeft = full ? 0 : dice.between(1, capacity);
  return [{ ...AS_PLANNED, day, status: full ? 'full' : 'scheduled', capacity, seatsLeft }];
}

/** The first day from `from` on that fits, soon enough. */
function findDay(from: Day, fits: (day: Day) => boolean): Day | null {
  for (let day = from; day < from + PUT_OFF; day++) if (fits(day)) return day;
  return null;
}
