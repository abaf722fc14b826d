import type { Challenge, Me } from '../../contract/account.ts';
import type { PasskeyOptions } from '../../contract/passkey.ts';
import { withActor, type Session } from '../../db/index.ts';
import { NotFound } from '../../errors.ts';
import { sendCode, type AccountParts } from '../accounts/codes.ts';
import { subjectOf } from '../accounts/entering.ts';
import { readMe } from '../accounts/me.ts';
import { readOwnContacts } from '../accounts/own-contacts.ts';
import { findSession } from '../accounts/queries.ts';
import { act, type Acting } from '../audit/act.ts';
import { beginProof } from '../passkeys/proving.ts';
import { listOwnPasskeys } from '../passkeys/queries.ts';
import type { RelyingParty } from '../passkeys/relying-party.ts';
import { prove } from './proving.ts';
import { stepUp } from './queries.ts';
import type { StepUp } from './schema.ts';

/** Throws NotFound for a contact that is not theirs. */
export async function sendStepUpCode(
  parts: AccountParts,
  { actor, deviceToken }: Pick<Acting, 'actor'> & { deviceToken: string | null },
  id: string,
): Promise<Challenge> {
  const own = await withActor(parts.database, actor, (tx) => readOwnContacts(tx, parts.keys));
  const contact = own.find((one) => one.id === id);
  if (!contact) throw new NotFound();
  return sendCode(parts, actor, { contact, purpose: 'step_up', deviceToken });
}

export async function beginPasskeyStepUp(
  { database }: AccountParts,
  { actor }: Pick<Acting, 'actor'>,
  party: RelyingParty,
): Promise<PasskeyOptions> {
  const own = await withActor(database, actor, listOwnPasskeys);
  return beginProof(database, actor, { party, purpose: 'step_up', allowed: own.map(({ handle }) => handle) });
}

/** For ten minutes sensitive steps are open. Throws Invalid, TooSoon. */
export async function proveOnceMore(
  parts: AccountParts,
  acting: Acting & { origin: string | null },
  session: Session,
  shown: StepUp,
): Promise<Me> {
  await prove(parts, acting, session, shown);
  return act(parts.database, acting, async (tx, note) => {
    await stepUp(tx);
    note({ action: 'sessions.step_up', subject: subjectOf(session), after: { session: session.id, way: shown.way } });
    const now = await findSession(tx, session.proof);
    if (!now) throw new NotFound();
    return readMe(tx, parts.keys, now, acting.now);
  });
}
