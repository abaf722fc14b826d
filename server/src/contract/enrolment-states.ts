import { KIND_TRAITS, KINDS, type Kind } from './kinds.ts';

/** Where an enrolment stands; the database keeps the moves too. */
export const ENROLMENT_MOVES = {
  seated: ['cancelled'],
  waiting: ['offered', 'cancelled'],
  // The seat is kept until it is answered or the time is over.
  offered: ['seated', 'declined', 'expired', 'cancelled'],
  declined: [],
  cancelled: [],
  expired: [],
} as const satisfies Record<string, readonly string[]>;
export type EnrolmentState = keyof typeof ENROLMENT_MOVES;
export const ENROLMENT_STATES = Object.keys(ENROLMENT_MOVES) as [EnrolmentState, ...EnrolmentState[]];
/** At most one of these is a person's in a pool. */
export const LIVE_STATES: readonly EnrolmentState[] = ['seated', 'waiting', 'offered'];

/** Why nobody can enrol; full is no reason, as one waits. */
export const ENROL_REFUSALS = ['not_here', 'not_on', 'over', 'deadline'] as const;
export type EnrolRefusal = (typeof ENROL_REFUSALS)[number];

/** What is enrolled in: a session of an activity, an offering of a course. */
export const POOL_KINDS = KINDS.filter((kind) => KIND_TRAITS[kind].hasSeats) as [Kind, ...Kind[]];
export type PoolKind = Kind;
