import type { SignedIn } from '../../contract/account.ts';
import type { Lang } from '../../contract/lists.ts';
import type { Keys } from '../../crypto/keys.ts';
import { newToken, sha256, TOKEN } from '../../crypto/token.ts';
import { withActor, type Actor, type Database, type Session } from '../../db/index.ts';
import { Conflict, Forbidden, NotFound } from '../../errors.ts';
import { toDateTime } from '../../formats/shanghai-time.ts';
import { refused } from '../accounts/codes.ts';
import { enter, subjectOf, type Entered, type Entering } from '../accounts/entering.ts';
import { makeAccount } from '../accounts/making.ts';
import { addNotice, countOwnWaysIn, lockOwnAccount } from '../accounts/queries.ts';
import { act, noteRefusal, type Acting } from '../audit/act.ts';
import { readNext } from './next-path.ts';
import type { Provider } from './providers.ts';
import {
  arriveBySignOn,
  beginSignOn,
  deleteOwnIdentity,
  linkIdentity,
  listOwnIdentities,
  registerBySignOn,
  takeSignOn,
  type Begun,
  type Coming,
} from './queries.ts';
import type { RelyingParty, Secrets } from './relying-party.ts';

export interface SignOnParts {
  database: Database;
  keys: Keys;
  providers: ReadonlyMap<string, { provider: Provider; party: RelyingParty }>;
  /** The origin the world knows, where the settings name it. */
  publicOrigin: string | undefined;
}
/** Who comes and goes, with what their browser keeps meanwhile. */
interface Visiting extends Acting {
  origin: string | null;
  browserToken: string | null;
}

export const listProviders = ({ providers }: Pick<SignOnParts, 'providers'>, lang: Lang) =>
  [...providers.values()].map(({ provider: { id, names, standIn } }) => ({
    id,
    name: names[lang],
    isStandIn: standIn,
  }));

/** Throws NotFound. */
function find({ providers }: SignOnParts, id: string) {
  const found = providers.get(id);
  if (!found) throw new NotFound();
  return found;
}

interface Wanted {
  provider: string;
  next: string;
  isShared: boolean;
  toLink: boolean;
}
/** Where the browser goes, and what it keeps until it is back. Throws NotFound, Invalid, Forbidden. */
export async function begin(
  parts: SignOnParts,
  visiting: Visiting,
  { provider: id, next: wanted, isShared, toLink }: Wanted,
): Promise<{ url: string; browserToken: string }> {
  const { provider, party } = find(parts, id);
  const refuse = (why: string) =>
    noteRefusal(parts.database, visiting, { action: 'sign_ons.begin', subject: `sign-on:${id}`, after: { why } });
  const next = readNext(wanted);
  const redirectUri = toRedirectUri(parts, visiting.origin, id);
  if (next === null || redirectUri === null) {
    await refuse(next === null ? 'next' : 'host');
    if (next === null) throw refused('next', 'must be a path of this site');
    throw new Forbidden('sign_on');
  }
  // Kept where it is there already: somebody may come and go in two tabs.
  const browserToken = isToken(visiting.browserToken) ? visiting.browserToken : newToken();
  const state = newToken();
  const url = await party.begin(redirectUri, toSecrets(state, browserToken)).catch(() => null);
  if (url === null) {
    await refuse('provider');
    throw new Forbidden('sign_on');
  }
  const { issuer } = provider;
  const begun = { ...toComing(state, browserToken), provider: id, issuer, next, isShared, toLink };
  if (!(await withActor(parts.database, visiting.actor, (tx) => beginSignOn(tx, begun))))
    throw new Forbidden('step_up');
  return { url, browserToken };
}

const isToken = (text: string | null): text is string => text !== null && TOKEN.test(text);

/** Each provider has a way back of its own; null for a host that nobody gave us. */
function toRedirectUri({ publicOrigin }: SignOnParts, origin: string | null, provider: string): string | null {
  const known = publicOrigin ?? (origin !== null && isLocal(origin) ? origin : null);
  return known === null ? null : `${known}/sign-on/${provider}`;
}
const isLocal = (origin: string) =>
  URL.canParse(origin) && ['localhost', '127.0.0.1', '[::1]'].includes(new URL(origin).hostname);

const toSecrets = (state: string, browserToken: string): Secrets => {
  const make = (what: string) => sha256(`${what}:${browserToken}:${state}`).toString('base64url');
  return { state, nonce: make('nonce'), verifier: make('verifier') };
};
const toComing = (state: string, browserToken: string): Coming => ({
  state: sha256(`state:${state}`),
  browser: sha256(`browser:${browserToken}`),
});

/** Of a provider the same person is always the same, and who reads the database cannot tell who. */
const toSubject = (keys: Keys, { issuer }: Provider, subject: string) =>
  keys.indexOf('subject', `${issuer}\0${subject}`).toString('hex');

export type Finished = { next: string } & (
  { outcome: 'linked' | 'stranger' } | { outcome: 'entered'; entered: Entered }
);
type Finishing = Visiting & Omit<Entering, 'isShared'> & { session: Session | null };

/** Throws NotFound, Forbidden in one sentence whatever was wrong, Conflict for an identity of another account. */
export async function finish(
  parts: SignOnParts,
  finishing: Finishing,
  { provider: id, query }: { provider: string; query: string },
): Promise<Finished> {
  const { provider, party } = find(parts, id);
  const { database, keys } = parts;
  const refuse = async (why: string, reason: 'sign_on' | 'suspended' = 'sign_on') => {
    const note = { action: 'sign_ons.finish', subject: `sign-on:${id}`, after: { why } };
    await noteRefusal(database, finishing, note);
    return new Forbidden(reason);
  };
  const returned = await take(parts, finishing, { provider: id, query });
  if (!returned) throw await refuse('state');
  const { coming, secrets, callback, begun } = returned;
  const subject = await party.finish(callback, secrets).catch((cause: unknown) => cause);
  if (typeof subject !== 'string') throw await refuse(codeOf(subject));
  const indexed = toSubject(keys, provider, subject);
  const arrived = await withActor(database, finishing.actor, (tx) => arriveBySignOn(tx, coming, indexed));
  if (!arrived) throw await refuse('state');
  const { next } = begun;
  if (begun.is_link) {
    await link(parts, finishing, coming, id);
    return { next, outcome: 'linked' };
  }
  const { account } = arrived;
  if (account === null) return { next, outcome: 'stranger' };
  const entered = await enter(
    parts,
    { ...finishing, isShared: begun.is_shared },
    {
      account: () => Promise.resolve(account),
      way: `sign_on:${id}`,
    },
  );
  if (!entered) throw await refuse('suspended', 'suspended');
  return { next, outcome: 'entered', entered };
}

interface Returned {
  coming: Coming;
  secrets: Secrets;
  callback: URL;
  begun: Begun;
}
/** Null for what was not begun here, in this browser and session, or was used before. */
async function take(
  parts: SignOnParts,
  { actor, origin, browserToken }: Finishing,
  { provider, query }: { provider: string; query: string },
): Promise<Returned | null> {
  const redirectUri = toRedirectUri(parts, origin, provider);
  const states = new URLSearchParams(query).getAll('state');
  const [state = ''] = states;
  if (redirectUri === null || states.length !== 1 || !TOKEN.test(state) || !isToken(browserToken)) return null;
  const coming = toComing(state, browserToken);
  const begun = await withActor(parts.database, actor, (tx) => takeSignOn(tx, coming, provider));
  if (!begun) return null;
  const callback = new URL(redirectUri);
  callback.search = query;
  return { coming, begun, callback, secrets: toSecrets(state, browserToken) };
}

/** What the library calls it: never a text of the other side. */
function codeOf(cause: unknown): string {
  const code = (cause as { code?: unknown } | null)?.code;
  return typeof code === 'string' && /^\w{1,60}$/.test(code) ? code : 'provider';
}

/** Throws Conflict. */
async function link({ database }: SignOnParts, finishing: Finishing, coming: Coming, provider: string): Promise<void> {
  const session = finishing.session!;
  const subject = subjectOf(session);
  const isLinked = await act(database, { ...finishing, idempotency: null }, async (tx, note) => {
    await lockOwnAccount(tx);
    const isDone = await linkIdentity(tx, coming);
    if (!isDone) return isDone;
    await addNotice(tx, { account: session.account, kind: 'identity_linked', device: finishing.device });
    note({ action: 'identities.link', subject, after: { provider } });
    return true;
  });
  if (isLinked) return;
  await noteRefusal(database, finishing, { action: 'identities.link', subject, after: { provider } });
  if (isLinked === null) throw new Forbidden('sign_on');
  throw new Conflict('identity_taken');
}

/** Throws NotFound, Forbidden where no stranger came back so. */
export async function register(
  parts: SignOnParts,
  entering: Entering & Pick<Visiting, 'browserToken'> & { lang: Lang },
  { provider: id, state }: { provider: string; state: string },
): Promise<Entered> {
  find(parts, id);
  const { browserToken } = entering;
  const coming = toComing(state, isToken(browserToken) ? browserToken : '');
  const entered = await enter(parts, entering, {
    account: (tx) =>
      makeAccount(tx, parts.keys, (made) => registerBySignOn(tx, coming, { ...made, lang: entering.lang })),
    way: `sign_on:${id}`,
  });
  if (entered) return entered;
  await noteRefusal(parts.database, entering, { action: 'sign_ons.register', subject: `sign-on:${id}` });
  throw new Forbidden('sign_on');
}

export function tellEntered({ me, secondFactor }: SignedIn) {
  const outcome = secondFactor ? ('second_factor' as const) : ('signed_in' as const);
  return { outcome, me, secondFactor };
}

export const listIdentities = ({ database, providers }: SignOnParts, actor: Actor, lang: Lang) =>
  withActor(database, actor, async (tx) =>
    (await listOwnIdentities(tx)).map(({ id, issuer, linked_at }) => {
      const known = [...providers.values()].find(({ provider }) => provider.issuer === issuer);
      return { id, provider: known?.provider.names[lang] ?? new URL(issuer).host, linkedAt: toDateTime(linked_at) };
    }),
  );

/** Throws NotFound for what is not theirs, Conflict for the last way in. */
export const removeIdentity = (
  { database }: SignOnParts,
  acting: Acting & { device: string },
  session: Session,
  id: string,
): Promise<null> =>
  act(database, acting, async (tx, note) => {
    await lockOwnAccount(tx);
    const issuer = await deleteOwnIdentity(tx, id);
    if (issuer === null) throw new NotFound();
    if ((await countOwnWaysIn(tx)) === 0) throw new Conflict('last_way_in');
    await addNotice(tx, { account: session.account, kind: 'identity_removed', device: acting.device });
    note({ action: 'identities.remove', subject: subjectOf(session), before: { issuer } });
    return null;
  });
