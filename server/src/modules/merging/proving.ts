import { sha256 } from '../../crypto/token.ts';
import { withActor } from '../../db/index.ts';
import { answerCode, refused, type AccountParts } from '../accounts/codes.ts';
import { findAccountOf, forgetTries } from '../accounts/queries.ts';
import { act, noteRefusal, type Acting } from '../audit/act.ts';
import { provePassword } from '../passwords/proving.ts';
import { beginTryWith } from '../second-factors/finishing.ts';
import { toSecondProof } from '../second-factors/proving.ts';
import { beginMergeBySecond } from './queries.ts';
import type { planMerge } from './schema.ts';
import type { z } from 'zod';

export type MergeProof = z.output<(typeof planMerge)['body']>;
export type Merger = Acting & { deviceToken: string | null };
type Parts = Pick<AccountParts, 'database' | 'keys'>;
const action = 'accounts.prove_other';

/** Whose account it is. Throws Invalid, the same for one there is not; TooSoon. */
export async function proveOther(
  parts: Parts,
  acting: Merger,
  shown: Exclude<MergeProof, { way: 'second' }>,
): Promise<string> {
  const { contact } = shown;
  if (shown.way === 'password') {
    const { account, bucket } = await provePassword(parts, { ...acting, isSpent: false }, { ...shown, action });
    await withActor(parts.database, acting.actor, (tx) => forgetTries(tx, bucket));
    return account;
  }
  const { challenge, code } = shown;
  const { index } = await answerCode(parts, acting, { challenge, code, contact, purpose: 'merge', action });
  const account = await withActor(parts.database, acting.actor, (tx) => findAccountOf(tx, contact.kind, index));
  if (account === null) throw refused('contact', 'must be right for this contact');
  return account;
}

/** The merge that may be made. Throws Invalid, TooSoon. */
export async function proveOtherBySecond(
  { database, keys }: Parts,
  acting: Merger,
  { ticket, code }: { ticket: string; code: string },
): Promise<string> {
  const ticketHash = sha256(ticket);
  const tried = await beginTryWith({ database }, acting, ticketHash);
  const proof = tried && toSecondProof(keys, { code }, tried, acting.now);
  const { step } = proof ?? { step: null };
  const merge =
    step !== null &&
    (await act(database, { ...acting, idempotency: null }, async (tx, note) => {
      const begun = await beginMergeBySecond(tx, ticketHash, step);
      if (begun === null) return null;
      await forgetTries(tx, tried!.bucket);
      note({ action, subject: `account:${tried!.account}`, after: { way: 'second' } });
      return begun;
    }));
  if (merge) return merge;
  await noteRefusal(database, acting, { action, subject: tried ? `account:${tried.account}` : 'ticket:unknown' });
  throw refused('code', 'is wrong or no longer valid');
}
