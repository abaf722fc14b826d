import type { Challenge, Contact, Me } from '../../contract/account.ts';
import { newToken, sha256 } from '../../crypto/token.ts';
import { toAppError, withActor, type Actor, type Session } from '../../db/index.ts';
import { Conflict } from '../../errors.ts';
import { refused, sendCode, type AccountParts } from '../accounts/codes.ts';
import { subjectOf } from '../accounts/entering.ts';
import { readMe } from '../accounts/me.ts';
import { findSession } from '../accounts/queries.ts';
import { act, noteRefusal, type Acting } from '../audit/act.ts';
import { hashDifference, sealAnew, toPlan } from './planning.ts';
import { proveOther, proveOtherBySecond, type MergeProof, type Merger } from './proving.ts';
import { beginMerge, mergeAccounts as moveAll, readMergeState } from './queries.ts';
import type { MergePlan } from './schema.ts';

/** The same for everybody. Throws Invalid for too many codes. */
export const sendMergeCode = (
  parts: AccountParts,
  { actor, deviceToken }: { actor: Actor; deviceToken: string | null },
  contact: Contact,
): Promise<Challenge> => sendCode(parts, actor, { contact, purpose: 'merge', deviceToken });

/** Changes nothing but that the other account counts as proved. Throws Invalid, TooSoon. */
export async function planMerge(
  parts: AccountParts,
  acting: Merger,
  shown: MergeProof,
): Promise<{ plan: MergePlan | null; ticket: string | null }> {
  const { database, keys } = parts;
  if (shown.way === 'second') {
    const merge = await proveOtherBySecond(parts, acting, shown);
    return { plan: await showPlan(parts, acting, merge), ticket: null };
  }
  const other = await proveOther({ database, keys }, acting, shown);
  const ticket = newToken();
  const begun = await act(database, { ...acting, idempotency: null }, async (tx, note) => {
    const found = await beginMerge(tx, other, sha256(ticket));
    if (found) note({ action: 'accounts.prove_other', subject: `account:${other}`, after: { way: shown.way } });
    return found;
  });
  if (!begun) throw refused('contact', 'must be right for this contact');
  if (begun.merge === null) return { plan: null, ticket };
  return { plan: await showPlan(parts, acting, begun.merge), ticket: null };
}

async function showPlan({ database, keys }: AccountParts, { actor }: Acting, merge: string): Promise<MergePlan> {
  const state = await withActor(database, actor, (tx) => readMergeState(tx, merge));
  if (!state) throw new Conflict('expired');
  if (state.isOtherVerified && state.isOwnVerified) throw new Conflict('different_persons');
  return toPlan(keys, merge, state);
}

/** Throws Conflict where it is too late, no longer as it was shown, or the roles are never one person's. */
export async function mergeAccounts(
  { database, keys }: AccountParts,
  acting: Acting,
  session: Session,
  { merge, difference }: { merge: string; difference: string },
): Promise<Me> {
  const subject = subjectOf(session);
  try {
    return await act(database, acting, async (tx, note) => {
      const state = await readMergeState(tx, merge);
      if (!state) throw new Conflict('expired');
      if (state.isOtherVerified && state.isOwnVerified) throw new Conflict('different_persons');
      if (state.isApart) throw new Conflict('apart');
      if (hashDifference(state) !== difference) throw new Conflict('difference');
      await moveAll(tx, merge, sealAnew(keys, session.account, state));
      const roles = state.roles.map(({ id }) => id);
      note({ action: 'accounts.merge', subject, after: { other: `account:${state.other}`, difference, roles } });
      note({ action: 'accounts.merged', subject: `account:${state.other}`, after: { into: subject } });
      const now = await findSession(tx, session.proof);
      if (!now) throw new Conflict('expired');
      return readMe(tx, keys, now, acting.now);
    });
  } catch (cause) {
    const reason = cause instanceof Conflict ? cause.reason : toApart(cause);
    if (!reason) throw cause;
    if (reason !== 'key_used')
      await noteRefusal(database, acting, { action: 'accounts.merge', subject, after: { why: reason } });
    throw new Conflict(reason);
  }
}

/** What the database refuses, should the check before it have missed something. */
const toApart = (cause: unknown) => (toAppError(cause).constraint === 'grants_apart' ? ('apart' as const) : undefined);
