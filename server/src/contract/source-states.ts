/** Where a source stands; the database keeps the moves too. */
export const SOURCE_MOVES = {
  // Nothing of it is public before somebody has seen what it would bring.
  new: ['previewing'],
  previewing: ['previewed', 'failed'],
  previewed: ['previewing', 'active'],
  failed: ['previewing'],
  active: ['paused', 'halted'],
  // By somebody.
  paused: ['active', 'previewing'],
  // By itself: a run would have done what somebody has to decide.
  halted: ['active', 'paused'],
} as const satisfies Record<string, readonly string[]>;
export type SourceState = keyof typeof SOURCE_MOVES;
export const SOURCE_STATES = Object.keys(SOURCE_MOVES) as [SourceState, ...SourceState[]];

/** What a source is written in. `rpde` is Realtime Paged Data Exchange, of OpenActive or in our own form. */
export const SOURCE_FORMATS = ['rpde', 'icalendar', 'geojson'] as const;
export type SourceFormat = (typeof SOURCE_FORMATS)[number];

/** How far it is trusted: everything is public at once; what is new waits; everything waits. */
export const SOURCE_RULES = ['publish', 'review_new', 'review'] as const;
export type SourceRule = (typeof SOURCE_RULES)[number];

/** Minutes between two looks. */
export const SOURCE_EVERY = [1, 15, 60, 360, 1440] as const;

/** Where a record stands. */
export const RECORD_STATES = [
  // To be written by the next step.
  'staged',
  // For somebody to accept.
  'waiting',
  'refused',
  'public',
  // It cannot be read as a thing; its problems say why.
  'rejected',
  // It is gone from the source.
  'removed',
] as const;
export type RecordState = (typeof RECORD_STATES)[number];

/** What a record would do, or did last. */
export const RECORD_VERDICTS = ['new', 'changed', 'same', 'rejected', 'removed'] as const;
export type RecordVerdict = (typeof RECORD_VERDICTS)[number];

/** Why a source halted. */
export const HALT_REASONS = ['many_removed', 'many_rejected'] as const;
/** Why a run ended without effect, or a preview came to nothing. */
export const RUN_FAILURES = ['not_reached', 'not_a_feed', 'loops', 'too_large', 'too_slow', 'failed'] as const;

/** A run that would remove more than this share of what the source has here halts and asks. */
export const MOST_REMOVED = 0.02;

/** At one look, worst first. */
export const SOURCE_HEALTH = ['halted', 'failing', 'late', 'flawed', 'well', 'idle'] as const;
