import type { Action } from '../contract/access.ts';

/** Somebody who is signed in, as the database found them at the beginning of a request. */
export interface Session {
  /** Names the session to its owner; opens nothing. */
  id: string;
  account: string;
  person: string;
  /** What the database recognises the session by. */
  proof: string;
  /** The person they act for, who agreed to it; else themselves. */
  onBehalfOf: string | null;
  /** What their roles let them do somewhere. */
  actions: ReadonlySet<Action>;
  steppedUpAt: Date | null;
  /** A child whose guardian did not consent yet: may look. */
  needsGuardian: boolean;
}

/** In whose name a transaction runs. */
export type Actor =
  | { kind: 'anonymous' }
  | { kind: 'system'; name: string }
  | ({ kind: 'account' } & Pick<Session, 'account' | 'person' | 'proof' | 'onBehalfOf'>);

/** How the record of acts names them. */
export const nameOf = (actor: Actor): string =>
  actor.kind === 'system'
    ? `system:${actor.name}`
    : actor.kind === 'account'
      ? `account:${actor.account}`
      : 'anonymous';
