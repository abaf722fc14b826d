import type { Day } from './calendar.ts';
import type { Dice } from './dice.ts';

export interface Enrolment {
  /** Null, as the seats, of what one walks into. */
  capacity: number | null;
  seatsLeft: number | null;
  method: 'phone' | 'walk_in' | 'link' | 'here';
  contact: string | null;
  /** Until 17:00 that day. */
  deadline: Day | null;
}

const METHODS = ['phone', 'link', 'here'] as const;
const METHOD_WEIGHTS = [28, 18, 27] as const;
const LEAST = 8;

export interface EnrolmentTerms {
  sourceId: string;
  phone: string | null;
  /** Seats of the largest room there. */
  room: number;
  /** How many learn together. */
  group: readonly [least: number, most: number];
  isWalkIn: boolean;
  isFull: boolean;
  /** Null: it has no beginning that one could miss. */
  begins: Day | null;
}

/** Rolls as often whatever the room, so that another room moves nothing that is rolled later. */
export function rollEnrolment(dice: Dice, terms: EnrolmentTerms): Enrolment {
  const { sourceId, phone, room, group, isWalkIn, isFull, begins } = terms;
  const rolled = METHODS[dice.weighted(METHOD_WEIGHTS)]!;
  const capacity = Math.min(room, Math.max(LEAST, dice.between(...group)));
  const seatsLeft = isFull ? 0 : rollSeats(dice, capacity);
  const deadline = dice.chance(0.7) ? dice.between(1, 6) : null;
  if (isWalkIn) return { capacity: null, seatsLeft: null, method: 'walk_in', contact: null, deadline: null };
  const method = rolled === 'phone' && !phone ? 'here' : rolled;
  return {
    capacity,
    seatsLeft,
    method,
    contact: method === 'phone' ? phone : method === 'link' ? `https://enrol.example.org/${sourceId}` : null,
    deadline: begins !== null && deadline !== null ? begins - deadline : null,
  };
}

function rollSeats(dice: Dice, capacity: number): number {
  return dice.chance(0.18) ? dice.between(1, 5) : dice.between(Math.min(6, capacity), capacity);
}
