import { timingSafeEqual } from 'node:crypto';
import type { Configuration, KoaContextWithOIDC, Provider } from 'oidc-provider';
import type { Keys } from '../../crypto/keys.ts';
import { sha256 } from '../../crypto/token.ts';
import type { Database } from '../../db/index.ts';
import { createOutbound } from '../../outbound/outbound.ts';
import { createAdapter, hashOf } from './adapter.ts';
import { createSilent } from './silent.ts';
import { loadSigningKeys, rotateSigningKeys } from './signing-keys.ts';

export interface ProviderParts {
  database: Database;
  keys: Keys;
  /** `https://map.example.org/oidc` */
  issuer: string;
  renderError: (ctx: KoaContextWithOIDC) => string;
}

const MINUTE = 60;
const TTL = {
  AccessToken: 10 * MINUTE,
  AuthorizationCode: MINUTE,
  Grant: 30 * 24 * 60 * MINUTE,
  IdToken: 10 * MINUTE,
  Interaction: 20 * MINUTE,
  Session: MINUTE,
};
const SIGN_OUT_MS = 5_000;

/** Of another application somebody is another. */
const toPairwise = (keys: Keys, account: string, host: string) =>
  keys.indexOf('pairwise', `${host}\0${account}`).toString('base64url');

interface Asking {
  clientId: string;
  redirectUris?: readonly string[] | undefined;
}

/** Loaded when the first application asks: nobody else pays for it. */
export async function openProvider(parts: ProviderParts): Promise<{ provider: Provider; kids: string }> {
  const { database, keys, issuer } = parts;
  const { default: Provider, interactionPolicy } = await import('oidc-provider');
  await rotateSigningKeys(database, keys);
  const jwks = await loadSigningKeys(database, keys);
  const { Prompt, Check } = interactionPolicy;
  const subjectFor = async (account: string, { clientId, redirectUris }: Asking) =>
    toPairwise(keys, await findKnownAs(database, account, clientId), new URL(redirectUris![0]!).host);
  const silent = createSilent({ database, subjectOf: (account, { oidc }) => subjectFor(account, oidc.client!) });
  const isFound = (state: string) => async (ctx: KoaContextWithOIDC) => (await silent.look(ctx))?.state === state;
  const checks = [
    new Check('signed_in', 'nobody is signed in here', 'login_required', isFound('nobody')),
    new Check('agreed', 'the owner did not agree to this', 'consent_required', isFound('unasked')),
    // Whoever asks, the owner says yes to it, signed in here.
    new Check('asked', 'the owner has to agree', async (ctx) => {
      if (ctx.oidc.result?.login) return false;
      // They did before: it goes on as if they said so again.
      if ((await silent.look(ctx))?.state === 'agreed') delete ctx.oidc.params!['prompt'];
      return true;
    }),
  ];
  const configuration: Configuration = {
    adapter: createAdapter(database.pool, keys),
    jwks: { keys: jwks },
    ttl: TTL,
    cookies: {
      keys: [keys.indexOf('cookies', 'oidc').toString('hex')],
      short: { httpOnly: true, sameSite: 'lax', signed: true },
    },
    interactions: {
      policy: [new Prompt({ name: 'login', requestable: true }, ...checks)],
      url: async (ctx, interaction) => (await silent.goOn(ctx, interaction)) ?? `/consent/${interaction.uid}`,
    },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      backchannelLogout: { enabled: true },
      revocation: { enabled: true },
    },
    scopes: ['openid'],
    claims: { openid: ['sub'], profile: ['nickname'], region: ['region'] },
    subjectTypes: ['pairwise'],
    pairwiseIdentifier: (_, account, client) => subjectFor(account, client),
    responseTypes: ['code'],
    pkce: { required: () => true },
    enabledJWA: { idTokenSigningAlgValues: ['RS256'] },
    issueRefreshToken: () => Promise.resolve(false),
    // They end with our session: a trigger takes them away.
    expiresWithSession: () => Promise.resolve(false),
    clientBasedCORS: () => false,
    findAccount: async (ctx, account) => findAccount(database, account, ctx.oidc.client?.clientId),
    loadExistingGrant: (ctx) => ctx.oidc.provider.Grant.find(ctx.oidc.result?.consent?.grantId ?? ''),
    renderError: (ctx) => {
      ctx.type = 'html';
      ctx.body = parts.renderError(ctx);
    },
    fetch: tellApplication,
  };
  const provider = new Provider(issuer, configuration);
  provider.proxy = true;
  // What is stored of a secret is its hash.
  provider.Client.prototype.compareClientSecret = function (this: { clientSecret?: string }, actual: string) {
    return timingSafeEqual(Buffer.from(this.clientSecret ?? '', 'hex'), sha256(actual));
  };
  provider.use(async (ctx, next) => {
    await next();
    ctx.set('Cache-Control', 'no-store');
    await noteSession(database, ctx as KoaContextWithOIDC);
  });
  return { provider, kids: jwks.map(({ kid }) => String(kid)).join() };
}

/** What an application may know, of what its owner has agreed to; undefined for who may be nobody here any more. */
async function findAccount({ pool }: Database, account: string, application: string | undefined) {
  const { rows } = await pool.query<{ nickname: string | null; region: string | null }>(
    `SELECT a.display_name AS nickname, c.region FROM accounts a JOIN application_connections c ON c.account_id = a.id
     WHERE a.id = $1 AND a.state = 'active' AND c.application_id = $2`,
    [account, application],
  );
  const [row] = rows;
  if (!row) return undefined;
  const { nickname, region } = row;
  const claims = { sub: account, ...(nickname !== null && { nickname }), ...(region !== null && { region }) };
  return { accountId: account, claims: () => Promise.resolve(claims) };
}

/** The account by which an application knows somebody: before it was merged into this one. */
async function findKnownAs({ pool }: Database, account: string, application: string): Promise<string> {
  const { rows } = await pool.query<{ known_as: string | null }>(
    'SELECT known_as FROM application_connections WHERE account_id = $1 AND application_id = $2',
    [account, application],
  );
  return rows[0]?.known_as ?? account;
}

/** By which name the application will hear that this session has ended. */
async function noteSession({ pool }: Database, { oidc }: KoaContextWithOIDC): Promise<void> {
  const { client, session, entities } = oidc ?? {};
  if (!client || !session || !entities?.AuthorizationCode || oidc.route !== 'resume') return;
  const grant = session.grantIdFor(client.clientId);
  if (grant)
    await pool.query('UPDATE application_sessions SET sid = $2 WHERE grant_hash = $1', [
      ...[hashOf(grant), session.sidFor(client.clientId)],
    ]);
}

/** All that the provider asks of others: an address that an operator gave, and no other. */
async function tellApplication(url: URL | Request | string, options: RequestInit = {}): Promise<Response> {
  const { origin, href } = new URL(url instanceof Request ? url.url : url);
  const ask = createOutbound({ trusted: origin, totalMs: SIGN_OUT_MS, mostBytes: 10_000 });
  const answer = await ask(href, {
    method: options.method as 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: String(options.body as URLSearchParams),
  });
  return new Response(null, { status: answer.status });
}
