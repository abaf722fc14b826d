import { newToken, sha256 } from '../../crypto/token.ts';
import { withActor } from '../../db/index.ts';
import { Conflict, TooSoon } from '../../errors.ts';
import { toDateTime } from '../../formats/shanghai-time.ts';
import { refused } from '../accounts/codes.ts';
import { anonymous, hashOfProof, toEntered, welcome, type Entered } from '../accounts/entering.ts';
import { forgetTries } from '../accounts/queries.ts';
import { act, noteRefusal, type Acting } from '../audit/act.ts';
import { toSecondProof, type ShownSecond } from './proving.ts';
import {
  beginRecovery,
  beginSecondTry,
  finishRecovery,
  finishSignIn,
  type SecondProof,
  type SecondTry,
} from './queries.ts';
import type { SecondFactorParts } from './service.ts';

/** Throws Invalid for a wrong code or a ticket that is worth nothing, TooSoon. */
export async function signInWithSecondFactor(
  parts: SecondFactorParts,
  acting: Acting,
  { ticket, shown }: { ticket: string; shown: ShownSecond },
): Promise<Entered> {
  const ticketHash = sha256(ticket);
  const tried = await beginTryWith(parts, acting, ticketHash);
  const proof = tried && toSecondProof(parts.keys, shown, tried, acting.now);
  const entered = proof && (await finish(parts, acting, { ticketHash, proof, bucket: tried.bucket }));
  if (entered) return entered;
  await noteRefusal(parts.database, acting, {
    action: 'sessions.begin',
    subject: tried ? `account:${tried.account}` : 'ticket:unknown',
    after: { way: 'code' in shown ? 'totp' : 'recovery' },
  });
  throw refused('code' in shown ? 'code' : 'recoveryCode', 'is wrong or no longer valid');
}

/** Null for a ticket that is worth nothing. Throws TooSoon. */
export async function beginTryWith(
  { database }: Pick<SecondFactorParts, 'database'>,
  { actor }: Pick<Acting, 'actor'>,
  ticketHash: Buffer,
): Promise<SecondTry | null> {
  const tried = await withActor(database, actor, (tx) => beginSecondTry(tx, ticketHash));
  if (tried && tried.wait > 0) throw new TooSoon(tried.wait);
  return tried;
}

async function finish(
  parts: SecondFactorParts,
  acting: Acting,
  { ticketHash, proof, bucket }: { ticketHash: Buffer; proof: SecondProof; bucket: Buffer },
): Promise<Entered | null> {
  const token = newToken();
  const way = proof.step === null ? 'recovery' : 'totp';
  return withActor(parts.database, anonymous, async (tx) => {
    const found = await finishSignIn(tx, { ticketHash, proofHash: hashOfProof(token), proof });
    if (!found?.session) return null;
    await forgetTries(tx, bucket);
    const me = await welcome(tx, parts.keys, acting, { token, way });
    return toEntered(me, { token, seconds: found.seconds, deviceToken: null });
  });
}

/** Throws Invalid for a ticket that is worth nothing, Conflict where no contact was proved. */
export async function startRecovery(
  { database }: SecondFactorParts,
  acting: Acting,
  ticket: string,
): Promise<{ begunAt: string; readyAt: string }> {
  const begun = await act(database, acting, async (tx, note) => {
    const found = await beginRecovery(tx, sha256(ticket));
    if (found?.is_by_code) note({ action: 'recoveries.begin', subject: `account:${found.account}` });
    return found;
  });
  if (!begun) throw refused('ticket', 'must be the ticket that was given');
  if (!begun.is_by_code || !begun.begun_at || !begun.ready_at) throw new Conflict('code_needed');
  return { begunAt: toDateTime(begun.begun_at), readyAt: toDateTime(begun.ready_at) };
}

/** Throws Conflict while the time is not over. */
export async function endRecovery(parts: SecondFactorParts, acting: Acting, ticket: string): Promise<Entered> {
  const token = newToken();
  const entered = await withActor(parts.database, anonymous, async (tx) => {
    const found = await finishRecovery(tx, sha256(ticket), hashOfProof(token));
    if (!found?.session) return null;
    const me = await welcome(tx, parts.keys, acting, { token, way: 'recovery:24h' });
    return toEntered(me, { token, seconds: found.seconds, deviceToken: null });
  });
  if (entered) return entered;
  await noteRefusal(parts.database, acting, { action: 'recoveries.finish', subject: 'ticket:unknown' });
  throw new Conflict('recovery_not_ready');
}
