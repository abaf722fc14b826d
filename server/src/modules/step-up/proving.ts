import { withActor, type Session } from '../../db/index.ts';
import { answerCode, refused, type AccountParts } from '../accounts/codes.ts';
import { subjectOf } from '../accounts/entering.ts';
import { readOwnContacts } from '../accounts/own-contacts.ts';
import { readOwnAccount } from '../accounts/queries.ts';
import { tryAsOwner } from '../accounts/trying.ts';
import { noteRefusal, type Acting } from '../audit/act.ts';
import { provePasskey } from '../passkeys/proving.ts';
import { toRelyingParty } from '../passkeys/relying-party.ts';
import { proveOwnPassword } from '../passwords/proving.ts';
import { findOwnPassword } from '../passwords/queries.ts';
import { toSecondProof, type ShownSecond } from '../second-factors/proving.ts';
import { findOwnTotp, useOwnSecondFactor } from '../second-factors/queries.ts';
import type { StepUp } from './schema.ts';

type Prover = Acting & { origin: string | null };
const action = 'sessions.step_up';

/** Throws Invalid at the field that was wrong, TooSoon. */
export async function prove(parts: AccountParts, acting: Prover, session: Session, shown: StepUp): Promise<void> {
  if (shown.way === 'code') return proveContact(parts, acting, shown);
  if (shown.way === 'passkey') return proveByPasskey(parts, acting, session, shown);
  const isRight =
    shown.way === 'password'
      ? await provesPassword(parts, session, acting, shown.password)
      : await provesSecond(parts, acting, session, shown.way === 'authenticator' ? { code: shown.code } : shown);
  if (isRight) return;
  await noteRefusal(parts.database, acting, { action, subject: subjectOf(session), after: { way: shown.way } });
  if (shown.way === 'password') throw refused('password', 'must be right for this contact');
  throw refused(shown.way === 'authenticator' ? 'code' : 'recoveryCode', 'is wrong or no longer valid');
}

async function proveContact(parts: AccountParts, acting: Prover, shown: StepUp & { way: 'code' }): Promise<void> {
  const own = await withActor(parts.database, acting.actor, (tx) => readOwnContacts(tx, parts.keys));
  const contact = own.find(({ id }) => id === shown.contact);
  if (!contact) throw refused('contact', 'is not known');
  const { challenge, code } = shown;
  await answerCode(parts, acting, { challenge, code, contact, purpose: 'step_up', action });
}

async function proveByPasskey(
  { database }: AccountParts,
  acting: Prover,
  session: Session,
  { credential }: StepUp & { way: 'passkey' },
): Promise<void> {
  const party = toRelyingParty(acting.origin);
  const { account } = await provePasskey(database, acting, { credential, party, purpose: 'step_up', action });
  if (account === session.account) return;
  await noteRefusal(database, acting, { action, subject: subjectOf(session), after: { way: 'passkey' } });
  throw refused('credential', 'must be a passkey of this site');
}

async function provesPassword(
  { database }: AccountParts,
  session: Session,
  { actor }: Prover,
  password: string,
): Promise<boolean> {
  const stored = await withActor(database, actor, findOwnPassword);
  return proveOwnPassword(database, session, { stored, password });
}

function provesSecond(
  { database, keys }: AccountParts,
  { actor, now }: Prover,
  session: Session,
  shown: ShownSecond,
): Promise<boolean> {
  return tryAsOwner(database, session, () =>
    withActor(database, actor, async (tx) => {
      const [own, totp] = [await readOwnAccount(tx), await findOwnTotp(tx)];
      if (!own || !totp?.isOn) return false;
      const proof = toSecondProof(keys, shown, { person: own.person, data_key: own.data_key, totp }, now);
      return proof !== null && useOwnSecondFactor(tx, proof);
    }),
  );
}
