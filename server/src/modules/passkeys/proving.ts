import { generateAuthenticationOptions, verifyAuthenticationResponse } from '@simplewebauthn/server';
import type { PasskeyOptions, ShownPasskey } from '../../contract/passkey.ts';
import { newToken, sha256 } from '../../crypto/token.ts';
import { withActor, type Actor, type Database } from '../../db/index.ts';
import { refused } from '../accounts/codes.ts';
import { noteRefusal, type Acting } from '../audit/act.ts';
import {
  beginPasskeyChallenge,
  findPasskey,
  notePasskeyUse,
  takePasskeyChallenge,
  type PasskeyPurpose,
  type StoredPasskey,
} from './queries.ts';
import type { RelyingParty } from './relying-party.ts';

export const OPEN_MS = 5 * 60_000;

/** A new challenge for one use; the database keeps only its hash. */
export async function newChallenge(
  database: Pick<Database, 'pool'>,
  actor: Actor,
  purpose: PasskeyPurpose,
): Promise<Uint8Array<ArrayBuffer>> {
  const challenge = new Uint8Array(Buffer.from(newToken(), 'base64url'));
  await withActor(database, actor, (tx) => beginPasskeyChallenge(tx, sha256(challenge), purpose));
  return challenge;
}

/** Options for any passkey of this site: nobody has to say who they are. */
export async function beginProof(
  database: Pick<Database, 'pool'>,
  actor: Actor,
  { party, purpose, allowed }: { party: RelyingParty; purpose: PasskeyPurpose; allowed?: readonly string[] },
): Promise<PasskeyOptions> {
  const challenge = await newChallenge(database, actor, purpose);
  const options = await generateAuthenticationOptions({
    rpID: party.id,
    challenge,
    timeout: OPEN_MS,
    userVerification: 'required',
    ...(allowed && { allowCredentials: allowed.map((id) => ({ id })) }),
  });
  return { ...options };
}

/** Used up by the first answer, right or wrong. */
export const takeChallenge = (
  database: Pick<Database, 'pool'>,
  actor: Actor,
  challenge: string,
  purpose: PasskeyPurpose,
): Promise<boolean> =>
  withActor(database, actor, (tx) => takePasskeyChallenge(tx, sha256(Buffer.from(challenge, 'base64url')), purpose));

interface Shown {
  credential: ShownPasskey;
  party: RelyingParty;
  purpose: PasskeyPurpose;
  /** What it would allow: `sessions.begin` */
  action: string;
}
/** Whose passkey it is. Throws Invalid for whatever is not one of this site, shown by its owner, just now. */
export async function provePasskey(
  database: Database,
  acting: Acting,
  { credential, party, purpose, action }: Shown,
): Promise<StoredPasskey> {
  const stored = await withActor(database, acting.actor, (tx) => findPasskey(tx, credential.id));
  const used = await verify(database, acting.actor, { credential, party, purpose }, stored);
  if (stored && used && (await withActor(database, acting.actor, (tx) => notePasskeyUse(tx, used)))) return stored;
  await noteRefusal(database, acting, {
    action,
    subject: stored ? `credential:${stored.id}` : 'credential:unknown',
    after: { way: 'passkey' },
  });
  throw refused('credential', 'must be a passkey of this site');
}

async function verify(
  database: Database,
  actor: Actor,
  { credential, party, purpose }: Omit<Shown, 'action'>,
  stored: StoredPasskey | null,
): Promise<{ id: string; counter: number; isSynced: boolean } | null> {
  const { userHandle } = credential.response;
  const expectedChallenge = (challenge: string) => takeChallenge(database, actor, challenge, purpose);
  // Nobody's passkey uses its challenge up as well.
  if (!stored || stored.data.rpId !== party.id || (userHandle && userHandle !== stored.data.userHandle)) {
    await expectedChallenge(challengeOf(credential));
    return null;
  }
  const { publicKey, counter } = stored.data;
  const { id, rawId, type, response } = credential;
  const { clientDataJSON, authenticatorData, signature } = response;
  const known = { id, publicKey: new Uint8Array(Buffer.from(publicKey, 'base64url')), counter };
  const result = await verifyAuthenticationResponse({
    response: {
      id,
      rawId,
      type,
      response: { clientDataJSON, authenticatorData, signature },
      clientExtensionResults: {},
    },
    expectedChallenge,
    expectedOrigin: party.origin,
    expectedRPID: party.id,
    requireUserVerification: true,
    credential: known,
  }).catch(() => null);
  if (!result?.verified) return null;
  const { newCounter, credentialBackedUp } = result.authenticationInfo;
  return { id: stored.id, counter: newCounter, isSynced: credentialBackedUp };
}

/** What it claims to answer; an empty text where it says nothing that can be read. */
function challengeOf({ response }: ShownPasskey): string {
  try {
    const data = JSON.parse(Buffer.from(response.clientDataJSON, 'base64url').toString()) as { challenge?: unknown };
    return typeof data.challenge === 'string' ? data.challenge : '';
  } catch {
    return '';
  }
}
