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
  /** Holds names that everybody may read. */
  isPublic?: true;
}

/** The text of an entry; `requestId` empty: of no request. */
export function toPayload(
  { action, subject, before, after, isPublic }: Note,
  { actor, now, requestId }: { actor: Actor; now: Date; requestId: string },
): string {
  if (!isPublic) demandCode([before, after]);
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

/** Ids, times, numbers and words of code: what somebody wrote is sealed first, as nothing is ever taken out of the record. */
function demandCode(value: unknown): void {
  if (typeof value === 'string' && !/^[\x21-\x3f\x41-\x7e]*$/.test(value))
    throw new Error('the record takes no text that somebody wrote');
  if (typeof value === 'object' && value !== null) Object.values(value).forEach(demandCode);
}
