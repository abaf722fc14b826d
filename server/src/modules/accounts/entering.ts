import type { SignedIn } from '../../contract/account.ts';
import { newToken, sha256, TOKEN, toProof } from '../../crypto/token.ts';
import { withActor, type Actor, type Session, type Tx } from '../../db/index.ts';
import { toDateTime } from '../../formats/shanghai-time.ts';
import { act, type Acting } from '../audit/act.ts';
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
/** After the first factor: a session, or a ticket for the second. Null for an account that nobody may sign in to. */
export async function enter(
  parts: Pick<AccountParts, 'database' | 'keys'>,
  entering: Entering,
  { account: find, way, isStrong = false }: FirstFactor,
): Promise<Entered | null> {
  const [token, ticket, deviceToken] = [newToken(), newToken(), nameDevice(entering)];
  const seconds = entering.isShared ? SHARED_SECONDS : LASTS_SECONDS;
  const begun = await withActor(parts.database, anonymous, async (tx) => {
    const account = await find(tx);
    if (account === null) return null;
    const proofHash = hashOfProof(token);
    const { device } = entering;
    const signIn = { account, proofHash, device, way, seconds, isStrong, ...hashes({ deviceToken, ticket }) };
    const found = await beginSignIn(tx, signIn);
    return found?.session ? findSession(tx, toProof(token)) : found;
  });
  if (!begun) return null;
  if ('proof' in begun) return welcome(parts, entering, { session: begun, token, seconds, deviceToken, way });
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

interface Opened {
  session: Session;
  token: string;
  seconds: number;
  deviceToken: string | null;
  way: string;
}
/** Notes the session that the token opens, and shows the account. */
export async function welcome(
  { database, keys }: Pick<AccountParts, 'database' | 'keys'>,
  acting: Acting,
  { session, token, seconds, deviceToken, way }: Opened,
): Promise<Entered> {
  const me = await act(database, { ...acting, actor: toActor(session), idempotency: null }, async (tx, note) => {
    note({ action: 'sessions.begin', subject: subjectOf(session), after: { session: session.id, way } });
    return readMe(tx, keys, session, acting.now);
  });
  return { answer: { me, secondFactor: null }, session: { token, seconds }, deviceToken };
}

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
