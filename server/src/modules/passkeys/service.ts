import { generateRegistrationOptions, verifyRegistrationResponse } from '@simplewebauthn/server';
import type { PasskeyOptions, RegisteredPasskey, ShownPasskey } from '../../contract/passkey.ts';
import type { Keys } from '../../crypto/keys.ts';
import { withActor, type Actor, type Database, type Session } from '../../db/index.ts';
import { Conflict, NotFound } from '../../errors.ts';
import { toDateTime } from '../../formats/shanghai-time.ts';
import { refused } from '../accounts/codes.ts';
import { enter, subjectOf, type Entered, type Entering } from '../accounts/entering.ts';
import { addNotice, countOwnWaysIn, lockOwnAccount } from '../accounts/queries.ts';
import { act, noteRefusal, type Acting } from '../audit/act.ts';
import { beginProof, newChallenge, OPEN_MS, provePasskey, takeChallenge } from './proving.ts';
import {
  deleteOwnPasskey,
  insertOwnPasskey,
  listOwnPasskeys,
  renameOwnPasskey,
  type OwnPasskey,
  type PasskeyRecord,
} from './queries.ts';
import type { RelyingParty } from './relying-party.ts';
import type { Passkey } from './schema.ts';

export interface PasskeyParts {
  database: Database;
  keys: Keys;
}
const NAME = '浙学地图';
const MOST = 20;

export const listPasskeys = ({ database }: PasskeyParts, actor: Actor): Promise<Passkey[]> =>
  withActor(database, actor, async (tx) => (await listOwnPasskeys(tx)).map(tell));

const tell = ({ id, label, data, made_at, used_at }: OwnPasskey): Passkey => ({
  id,
  name: label,
  madeAt: toDateTime(made_at),
  usedAt: used_at && toDateTime(used_at),
  isSynced: data.isSynced,
});

/** What the authenticator calls the account: no name, no number, and the same for all its passkeys. */
const handleOf = (keys: Keys, account: string) => new Uint8Array(keys.indexOf('user-handle', account));

/** Throws Conflict for more than there may be. */
export async function beginPasskey(
  { database, keys }: PasskeyParts,
  session: Session,
  { actor, party, userName }: { actor: Actor; party: RelyingParty; userName: string },
): Promise<PasskeyOptions> {
  const own = await withActor(database, actor, listOwnPasskeys);
  if (own.length >= MOST) throw new Conflict('too_many');
  const challenge = await newChallenge(database, actor, 'add');
  const options = await generateRegistrationOptions({
    rpName: NAME,
    rpID: party.id,
    userID: handleOf(keys, session.account),
    userName,
    userDisplayName: userName,
    challenge,
    timeout: OPEN_MS,
    attestationType: 'none',
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    excludeCredentials: own.filter(({ data }) => data.rpId === party.id).map(({ handle }) => ({ id: handle })),
    supportedAlgorithmIDs: ALGORITHMS,
  });
  return { ...options };
}
/** Ed25519, ES256, RS256 of COSE: what every authenticator has one of. */
const ALGORITHMS = [-8, -7, -257];

/** Throws Invalid for what was not made with options given here, Conflict for more than there may be. */
export async function addPasskey(
  { database, keys }: PasskeyParts,
  acting: Acting & { device: string },
  session: Session,
  { name, credential, party }: { name: string; credential: RegisteredPasskey; party: RelyingParty },
): Promise<Passkey> {
  const record = await verifyNew(database, acting.actor, {
    credential,
    party,
    handle: handleOf(keys, session.account),
  });
  if (!record) {
    await noteRefusal(database, acting, { action: 'passkeys.add', subject: subjectOf(session) });
    throw refused('credential', 'must be a passkey of this site');
  }
  return act(database, acting, async (tx, note) => {
    await lockOwnAccount(tx);
    if ((await listOwnPasskeys(tx)).length >= MOST) throw new Conflict('too_many');
    const { account } = session;
    const added = await insertOwnPasskey(tx, { account, handle: credential.id, label: name, data: record });
    if (!added) throw refused('credential', 'must be a passkey of this site');
    await addNotice(tx, { account, kind: 'passkey_added', device: acting.device });
    note({ action: 'passkeys.add', subject: subjectOf(session), after: { passkey: added.id } });
    return tell(added);
  });
}

async function verifyNew(
  database: Database,
  actor: Actor,
  { credential, party, handle }: { credential: RegisteredPasskey; party: RelyingParty; handle: Uint8Array },
): Promise<PasskeyRecord | null> {
  const { id, rawId, type, response } = credential;
  const { clientDataJSON, attestationObject, transports = [] } = response;
  const result = await verifyRegistrationResponse({
    response: { id, rawId, type, response: { clientDataJSON, attestationObject }, clientExtensionResults: {} },
    expectedChallenge: (challenge) => takeChallenge(database, actor, challenge, 'add'),
    expectedOrigin: party.origin,
    expectedRPID: party.id,
    requireUserVerification: true,
    supportedAlgorithmIDs: ALGORITHMS,
  }).catch(() => null);
  if (!result?.verified) return null;
  const { credential: made, credentialBackedUp } = result.registrationInfo;
  return {
    publicKey: Buffer.from(made.publicKey).toString('base64url'),
    counter: made.counter,
    transports: [...transports],
    rpId: party.id,
    userHandle: Buffer.from(handle).toString('base64url'),
    isSynced: credentialBackedUp,
  };
}

/** Throws NotFound for what is not theirs. */
export const renamePasskey = (
  { database }: PasskeyParts,
  acting: Acting,
  session: Session,
  { id, name }: { id: string; name: string },
): Promise<null> =>
  act(database, acting, async (tx, note) => {
    if (!(await renameOwnPasskey(tx, id, name))) throw new NotFound();
    note({ action: 'passkeys.rename', subject: subjectOf(session), after: { passkey: id } });
    return null;
  });

/** Throws NotFound for what is not theirs, Conflict for the last way in. */
export const removePasskey = (
  { database }: PasskeyParts,
  acting: Acting,
  session: Session,
  id: string,
): Promise<null> =>
  act(database, acting, async (tx, note) => {
    await lockOwnAccount(tx);
    if (!(await deleteOwnPasskey(tx, id))) throw new NotFound();
    if ((await countOwnWaysIn(tx)) === 0) throw new Conflict('last_way_in');
    note({ action: 'passkeys.remove', subject: subjectOf(session), before: { passkey: id } });
    return null;
  });

export const beginPasskeySignIn = (
  { database }: PasskeyParts,
  { actor, party }: { actor: Actor; party: RelyingParty },
): Promise<PasskeyOptions> => beginProof(database, actor, { party, purpose: 'sign_in' });

/** Throws Invalid. */
export async function signInWithPasskey(
  parts: PasskeyParts,
  entering: Entering,
  { credential, party }: { credential: ShownPasskey; party: RelyingParty },
): Promise<Entered> {
  const { account } = await provePasskey(parts.database, entering, {
    credential,
    party,
    purpose: 'sign_in',
    action: 'sessions.begin',
  });
  // Something they have, opened by what they know or are.
  const entered = await enter(parts, entering, {
    account: () => Promise.resolve(account),
    way: 'passkey',
    isStrong: true,
  });
  if (!entered) throw refused('credential', 'must be a passkey of this site');
  return entered;
}
