import type { Me, SignedIn } from '../../contract/account.ts';
import type { Keys } from '../../crypto/keys.ts';
import { newToken, sha256, TOKEN, toProof } from '../../crypto/token.ts';
import { goOnAs, withActor, type Actor, type Session, type Tx } from '../../db/index.ts';
import { NotFound } from '../../errors.ts';
import { toDateTime } from '../../formats/shanghai-time.ts';
import type { Acting } from '../audit/act.ts';
import { toPayload } from '../audit/payload.ts';
import { appendAudit } from '../audit/queries.ts';
import type { AccountParts } from './codes.ts';
import { readMe, toActor } from './me.ts';
import { beginSignIn, findSession } from './queries.ts';

const LASTS_SECONDS = 30 * 86_400;
const SHARED_SECONDS = 3_600;
export const anonymous: Actor = { kind: 'anonymous' };

/** Who stands at the door, and with what. */
export interface Entering extends Acting {
  device: string;
  deviceToken: string | null;
  isShared: boolean;
}

/** What a browser gets to keep, beside the answer. */
export interface Entered {
  answer: SignedIn;
  session: { token: string; seconds: number } | null;
  deviceToken: string | null;
}

/** A device that others use too is not remembered. */
export function nameDevice({ deviceToken, isShared }: Pick<Entering, 'deviceToken' | 'isShared'>): string | null {
  if (isShared) return null;
  return deviceToken !== null && TOKEN.test(deviceToken) ? deviceToken : newToken();
}

interface FirstFactor {
  /** Whose account; null for nobody's. In the transaction that begins the session. */
  account: (tx: Tx) => Promise<string | null>;
  /** `password`, `code:phone` */
  way: string;
  /** Two factors by itself. */
  isStrong?: boolean;
}
/**
 * After the first factor, and in one transaction with it: a session and its entry of the record, or a ticket for the
 * second. Null for an account that nobody may sign in to; what `account` wrote stays.
 */
export async function enter(
  { database, keys }: Pick<AccountParts, 'database' | 'keys'>,
  entering: Entering,
  { account: find, way, isStrong = false }: FirstFactor,
): Promise<Entered | null> {
  const [token, ticket, deviceToken] = [newToken(), newToken(), nameDevice(entering)];
  const seconds = entering.isShared ? SHARED_SECONDS : LASTS_SECONDS;
  const run = async (tx: Tx) => {
    const account = await find(tx);
    if (account === null) return null;
    const proofHash = hashOfProof(token);
    const { device } = entering;
    const signIn = { account, proofHash, device, way, seconds, isStrong, ...hashes({ deviceToken, ticket }) };
    const begun = await beginSignIn(tx, signIn);
    return begun?.session ? { me: await welcome(tx, keys, entering, { token, way }) } : begun;
  };
  const begun = await withActor(database, anonymous, run, { retry: true });
  if (!begun) return null;
  if ('me' in begun) return toEntered(begun.me, { token, seconds, deviceToken });
  if (begun.session !== null) return null;
  const { expiresAt, recovery: found } = begun;
  const recovery = found && { readyAt: toDateTime(found.readyAt), isReady: found.isReady };
  return {
    answer: { me: null, secondFactor: { ticket, expiresAt: toDateTime(expiresAt), recovery } },
    session: null,
    deviceToken,
  };
}

const hashes = ({ deviceToken, ticket }: { deviceToken: string | null; ticket: string }) => ({
  deviceHash: deviceToken === null ? null : sha256(deviceToken),
  ticketHash: sha256(ticket),
});
export const hashOfProof = (token: string): Buffer => sha256(Buffer.from(toProof(token), 'hex'));

/** Notes the session that was just opened, in the name of its account, and shows the account. */
export async function welcome(
  tx: Tx,
  keys: Keys,
  acting: Acting,
  { token, way }: { token: string; way: string },
): Promise<Me> {
  const session = await findSession(tx, toProof(token));
  if (!session) throw new NotFound();
  const actor = toActor(session);
  await goOnAs(tx, actor);
  const me = await readMe(tx, keys, session, acting.now);
  const note = { action: 'sessions.begin', subject: subjectOf(session), after: { session: session.id, way } };
  await appendAudit(tx, [toPayload(note, { ...acting, actor })]);
  return me;
}

export const toEntered = (
  me: Me,
  { deviceToken, ...session }: { token: string; seconds: number; deviceToken: string | null },
): Entered => ({
  answer: { me, secondFactor: null },
  session,
  deviceToken,
});

export const subjectOf = ({ account }: Pick<Session, 'account'>): string => `account:${account}`;

interface Browser {
  keepSession(token: string, seconds: number): void;
  keepDevice(token: string): void;
}
/** Hands the browser what it is to keep. */
export function keep(browser: Browser, { answer, session, deviceToken }: Entered): SignedIn {
  if (session) browser.keepSession(session.token, session.seconds);
  // Known once a session begins with it, be it after the second factor.
  if (deviceToken !== null) browser.keepDevice(deviceToken);
  return answer;
}
