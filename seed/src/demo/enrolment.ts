import type { Day } from './calendar.ts';
import type { Dice } from './dice.ts';

export interface Enrolment {
  capacity: number | null;
  seatsLeft: number | null;
  method: 'phone' | 'walk_in' | 'link' | 'here';
  contact: string | null;
  /** Until 17:00 that day. */
  deadline: Day | null;
}

const METHODS = ['phone', 'walk_in', 'link', 'here'] as const;
const METHOD_WEIGHTS = [28, 27, 18, 27] as const;

export interface EnrolmentTerms {
  sourceId: string;
  phone: string | null;
  room: number;
  isFull: boolean;
  /** Null: it has no beginning that one could miss. */
  begins: Day | null;
}

export function rollEnrolment(dice: Dice, { sourceId, phone, room, isFull, begins }: EnrolmentTerms): Enrolment {
  const rolled = METHODS[dice.weighted(METHOD_WEIGHTS)]!;
  const method = rolled === 'phone' && !phone ? 'here' : rolled;
  const capacity = isFull || method !== 'walk_in' || dice.chance(0.5) ? Math.max(8, room - dice.below(6)) : null;
  const deadline = begins !== null && method !== 'walk_in' && dice.chance(0.7) ? begins - dice.between(1, 6) : null;
  return {
    capacity,
    seatsLeft: capacity === null ? null : isFull ? 0 : rollSeats(dice, capacity),
    method,
    contact: method === 'phone' ? phone : method === 'link' ? `https://enrol.example.org/${sourceId}` : null,
    deadline,
  };
}

function rollSeats(dice: Dice, capacity: number): number {
  return dice.chance(0.18) ? dice.between(1, 5) : dice.between(Math.min(6, capacity), capacity);
}
