/** States of a revision: one try at a pin. What may follow what is held by the database too. */
export const REVISION_MOVES = {
  draft: ['submitted', 'discarded'],
  submitted: ['draft', 'returned', 'approved', 'published'],
  // Of what was returned its author goes on, or asks somebody else for a second opinion as it is.
  returned: ['submitted', 'discarded'],
  // Waits for the day it was approved for.
  approved: ['published', 'submitted', 'draft'],
  // Back only while who decided may still take it back.
  published: ['superseded', 'submitted'],
  superseded: ['published'],
  discarded: [],
} as const satisfies Record<string, readonly string[]>;
export type RevisionState = keyof typeof REVISION_MOVES;
export const REVISION_STATES = Object.keys(REVISION_MOVES) as [RevisionState, ...RevisionState[]];
/** Of one pin at most one revision is in one of these. */
export const OPEN_STATES: readonly RevisionState[] = ['draft', 'submitted', 'returned', 'approved'];

/** Whether the public sees the pin. */
export const PIN_MOVES = {
  unpublished: ['public'],
  public: ['withdrawn', 'archived', 'unpublished'],
  withdrawn: ['public'],
  archived: ['public'],
} as const satisfies Record<string, readonly string[]>;
export type PinPresence = keyof typeof PIN_MOVES;
export const PIN_PRESENCES = Object.keys(PIN_MOVES) as [PinPresence, ...PinPresence[]];

export const NOTED_STATUSES = ['scheduled', 'moved_online', 'postponed', 'cancelled'] as const;
export type NotedStatus = (typeof NOTED_STATUSES)[number];

/** One word for where a pin stands, as people say it. */
export const PIN_STATES = [
  'draft',
  'submitted',
  'returned',
  'scheduled',
  'published',
  'changed',
  'cancelled',
  'postponed',
  'moved_online',
  'withdrawn',
  'archived',
  'discarded',
] as const;
export type PinState = (typeof PIN_STATES)[number];

interface Standing {
  presence: PinPresence;
  /** Of the revision that is worked on or waits; null where none is. */
  open: RevisionState | null;
  /** Of the happening. */
  status: string | null;
}
/** `changed`: the public sees the last approved revision while another one is on its way. */
export function toPinState({ presence, open, status }: Standing): PinState {
  if (presence === 'withdrawn' || presence === 'archived') return presence;
  if (presence === 'unpublished') {
    if (open === 'approved') return 'scheduled';
    return open === 'draft' || open === 'submitted' || open === 'returned' ? open : 'discarded';
  }
  if (status === 'cancelled' || status === 'postponed' || status === 'moved_online') return status;
  return open === null ? 'published' : 'changed';
}

/** Why a submission wants a closer look; what each says of one is kept beside it. */
export const FLAGS = [
  'words',
  'outside_area',
  'new_account',
  'dormant_account',
  'duplicate',
  'reports',
  'second_opinion',
] as const;
export type Flag = (typeof FLAGS)[number];

/** How long who decided may take it back; the app offers ten seconds, the rest is the way there. */
export const UNDO_SECONDS = 15;
