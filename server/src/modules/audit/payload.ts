import { randomUUID } from 'node:crypto';
import { toCanonicalJson } from '../../crypto/canonical.ts';
import { nameOf, type Actor } from '../../db/session.ts';

/** What happened, without personal values: those are sealed or left out. */
export interface Note {
  /** `grants.give` */
  action: string;
  /** Whom or what it concerns: `institution:12`, `account:<uuid>`. */
  subject: string;
  before?: unknown;
  after?: unknown;
}

/** The text of an entry; `requestId` empty: of no request. */
export function toPayload(
  { action, subject, before, after }: Note,
  { actor, now, requestId }: { actor: Actor; now: Date; requestId: string },
): string {
  return toCanonicalJson({
    actor: nameOf(actor),
    ...(actor.kind === 'account' && actor.onBehalfOf !== null && { onBehalfOf: `person:${actor.onBehalfOf}` }),
    action,
    subject,
    before,
    after,
    at: now.getTime(),
    request: requestId || randomUUID(),
  });
}
