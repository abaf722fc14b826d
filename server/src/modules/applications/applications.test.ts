import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as client from 'openid-client';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { endpoints } from '../../contract.ts';
import { openKeys } from '../../crypto/keys.ts';
import { foundTown, type Town } from '../../testing/people.ts';
import type { Visitor } from '../../testing/visitor.ts';
import { newSecret } from './new-application.ts';
import { loadSigningKeys, rotateSigningKeys } from './signing-keys.ts';

let town: Town;
let listener: Server;
/** What the applications were told. */
let told: string[] = [];
let home: string;
const secrets = new Map<string, string>();
beforeAll(async () => {
  listener = createServer((request, response) => {
    let text = '';
    request.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    request.on('end', () => {
      told.push(new URLSearchParams(text).get('logout_token')!);
      response.end();
    });
  }).listen(0, '127.0.0.1');
  await once(listener, 'listening');
  home = `http://127.0.0.1:${(listener.address() as AddressInfo).port}`;
  town = await foundTown();
  expect((await fetch(`${town.server.url}/oidc/.well-known/openid-configuration`)).status).toBe(404);
  for (const [id, host] of [
    ['course-player', home],
    ['timetable-app', 'https://timetable.example'],
  ]) {
    const { secret, hash } = newSecret();
    secrets.set(id!, secret);
    await town.owner.query(
      `INSERT INTO applications (id, name, name_en, redirect_uris, sign_out_uri, secret_hash) VALUES ($1, '课程播放器', 'Course player', $2, $3, $4)`,
      [id, [`${host}/back`], `${home}/sign-out`, hash],
    );
  }
});
afterAll(async () => {
  await town.close();
  listener.close();
});

const open = (id = 'course-player', secret = secrets.get(id)!) =>
  client.discovery(new URL(`${town.server.url}/oidc`), id, undefined, client.ClientSecretBasic(secret), {
    execute: [client.allowInsecureRequests, client.enableNonRepudiationChecks],
  });
const verifier = client.randomPKCECodeVerifier();
const checks = { expectedState: 'state', expectedNonce: 'nonce', pkceCodeVerifier: verifier, idTokenExpected: true };

interface Asked {
  scope?: string;
  change?: Record<string, string | null>;
}
async function toUrl(config: client.Configuration, { scope = 'openid profile', change = {} }: Asked = {}) {
  const id = config.clientMetadata().client_id;
  const url = client.buildAuthorizationUrl(config, {
    redirect_uri: id === 'course-player' ? `${home}/back` : 'https://timetable.example/back',
    ...{ scope, state: 'state', nonce: 'nonce', code_challenge_method: 'S256' },
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
  });
  for (const [name, value] of Object.entries(change))
    if (value === null) url.searchParams.delete(name);
    else url.searchParams.set(name, value);
  return url;
}

/** The steps of a browser that an application sends here; its cookies are kept beside those of the visitor. */
class Steps {
  readonly cookies = new Map<string, string>();
  readonly visitor: Visitor;
  constructor(visitor: Visitor) {
    this.visitor = visitor;
  }
  async go(url: URL | string): Promise<{ status: number; to: URL | null; text: string; headers: Headers }> {
    const response = await fetch(new URL(url, town.server.url), {
      redirect: 'manual',
      headers: { accept: 'text/html', cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line)!;
      if (name.startsWith('__Host-')) this.visitor.browser = `${name}=${value}`;
      else this.cookies.set(name, value);
    }
    const to = response.headers.get('location');
    const { status, headers } = response;
    return { status, headers, to: to === null ? null : new URL(to, town.server.url), text: await response.text() };
  }
  /** The step that asks the owner. */
  async begin(url: URL): Promise<string> {
    const { status, to, text } = await this.go(url);
    expect([status, to?.pathname.split('/')[1]], text).toEqual([303, 'consent']);
    return to!.pathname.split('/')[2]!;
  }
  async answer(consent: string, body: object): Promise<URL> {
    const { url } = (await this.visitor.post(`/api/consents/${consent}`, body)).read(endpoints.answerConsent);
    const { status, to, text } = await this.go(url);
    expect(status, text).toBe(303);
    return to!;
  }
}
async function signInTo(visitor: Visitor, config: client.Configuration, asked: Asked = {}, scopes = ['profile']) {
  const steps = new Steps(visitor);
  const consent = await steps.begin(await toUrl(config, asked));
  const back = await steps.answer(consent, { allows: true, scopes });
  return { back, tokens: await client.authorizationCodeGrant(config, back, checks) };
}
const inUse = (config: client.Configuration, token: string, sub: string) =>
  client.fetchUserInfo(config, token, sub).then(
    () => true,
    () => false,
  );

test('an application learns what its owner agreed to and nothing else, and is told no name it could compare', async () => {
  const { visitor, me } = await town.arrive();
  await visitor.send('PATCH', '/api/me', { body: { displayName: '老王' } });
  const config = await open();
  const steps = new Steps(visitor);
  const consent = await steps.begin(await toUrl(config, { scope: 'openid profile region email phone' }));
  const asked = (await visitor.get(`/api/consents/${consent}`)).read(endpoints.getConsent);
  expect(asked).toMatchObject({
    scopes: ['openid', 'profile', 'region'],
    agreed: [],
    application: { name: '课程播放器' },
  });
  const back = await steps.answer(consent, { allows: true, scopes: ['profile'] });
  const tokens = await client.authorizationCodeGrant(config, back, checks);
  const claims = tokens.claims()!;
  expect(Object.keys(claims).sort()).toEqual(['aud', 'exp', 'iat', 'iss', 'nonce', 'sid', 'sub'].sort());
  expect(claims.sub).not.toContain(me.account);
  expect(await client.fetchUserInfo(config, tokens.access_token, claims.sub)).toEqual({
    sub: claims.sub,
    nickname: '老王',
  });
  const other = await signInTo(visitor, await open('timetable-app'), {}, []);
  expect(other.tokens.claims()!.sub).not.toBe(claims.sub);
  const { applications } = (await visitor.get('/api/me/applications')).read(endpoints.listConnectedApplications);
  expect(applications.map(({ id, scopes }) => [id, scopes])).toEqual([
    ['course-player', ['openid', 'profile']],
    ['timetable-app', ['openid']],
  ]);
  // Nothing that opens anything lies in the database as it is.
  const { rows } = await town.owner.query<{ text: string }>('SELECT oidc_items::text AS text FROM oidc_items');
  const stored = rows.map(({ text }) => text).join();
  for (const secret of [tokens.access_token, back.searchParams.get('code')!, me.account]) {
    expect(stored).not.toContain(secret);
    expect(stored).not.toContain(Buffer.from(secret).toString('hex'));
  }
});

test('a code works once, for its application, with its verifier; used again it ends what it gave', async () => {
  const { visitor } = await town.arrive();
  const config = await open();
  const { back, tokens } = await signInTo(visitor, config);
  const { sub } = tokens.claims()!;
  expect(await inUse(config, tokens.access_token, sub)).toBe(true);
  await expect(client.authorizationCodeGrant(config, back, checks)).rejects.toMatchObject({ error: 'invalid_grant' });
  expect(await inUse(config, tokens.access_token, sub)).toBe(false);

  const getCode = async () => {
    const steps = new Steps(visitor);
    return steps.answer(await steps.begin(await toUrl(config)), { allows: true });
  };
  const wrong = { ...checks, pkceCodeVerifier: client.randomPKCECodeVerifier() };
  await expect(client.authorizationCodeGrant(config, await getCode(), wrong)).rejects.toMatchObject({
    error: 'invalid_grant',
  });
  const thief = await open('timetable-app');
  await expect(client.authorizationCodeGrant(thief, await getCode(), checks)).rejects.toMatchObject({
    error: 'invalid_grant',
  });
  const guess = await open('course-player', 'x'.repeat(43));
  await expect(client.authorizationCodeGrant(guess, await getCode(), checks)).rejects.toMatchObject({
    status: 401,
  });
});

test.each<[string, Record<string, string | null>]>([
  ['an address that is not its own', { redirect_uri: 'https://evil.example/back' }],
  ['an address a little longer', { redirect_uri: 'https://timetable.example/back/../evil' }],
  ['no application at all', { client_id: 'nobody' }],
])('what comes from %s is told on a page of ours and sent nowhere', async (_, change) => {
  const { visitor } = await town.arrive();
  const { status, to, text, headers } = await new Steps(visitor).go(
    await toUrl(await open('timetable-app'), { change }),
  );
  expect([status, to]).toEqual([400, null]);
  expect(text).toContain('请回到应用重新开始');
  expect(text).not.toContain('evil');
  expect(headers.get('cache-control')).toBe('no-store');
});

test.each<[string, Record<string, string | null>, string]>([
  ['a proof of its own', { code_challenge: null, code_challenge_method: null }, 'invalid_request'],
  ['a proof that is none', { code_challenge_method: 'plain' }, 'invalid_request'],
  ['another answer', { response_type: 'id_token' }, 'unsupported_response_type'],
  ['no question', { prompt: 'none' }, 'login_required'],
])('who wants %s is sent back without a code', async (_, change, error) => {
  const { visitor } = await town.arrive();
  const { status, to } = await new Steps(visitor).go(await toUrl(await open(), { change }));
  expect([status, to!.origin]).toEqual([303, home]);
  const answer = to!.searchParams.size > 0 ? to!.searchParams : new URLSearchParams(to!.hash.slice(1));
  expect([answer.get('error'), answer.get('code')]).toEqual([error, null]);
});

test('who asks no question is answered where the owner is signed in and agreed to all of it, else told what is missing', async () => {
  const { visitor } = await town.arrive();
  const config = await open();
  const silently = async (signedIn: boolean, change: Record<string, string> = {}, scope = 'openid profile') => {
    const steps = new Steps(visitor);
    if (signedIn) steps.cookies.set(...(visitor.cookie!.split('=', 2) as [string, string]));
    const first = await steps.go(await toUrl(config, { scope, change: { prompt: 'none', ...change } }));
    const { to } = first.to!.origin === home ? first : await steps.go(first.to!);
    return to!;
  };
  expect((await silently(true)).searchParams.get('error')).toBe('consent_required');
  const { tokens } = await signInTo(visitor, config);
  expect((await silently(false)).searchParams.get('error')).toBe('login_required');
  expect((await silently(true, {}, 'openid region')).searchParams.get('error')).toBe('consent_required');
  await town.owner.query("UPDATE sessions SET stepped_up_at = stepped_up_at - interval '1 hour'");
  expect((await silently(true, { max_age: '600' })).searchParams.get('error')).toBe('login_required');
  const other = await town.arrive();
  const { tokens: theirs } = await signInTo(other.visitor, config);
  expect((await silently(true, { id_token_hint: theirs.id_token! })).searchParams.get('error')).toBe('login_required');
  const back = await silently(true, { id_token_hint: tokens.id_token! });
  const again = await client.authorizationCodeGrant(config, back, checks);
  expect(again.claims()!.sub).toBe(tokens.claims()!.sub);
  expect(await inUse(config, again.access_token, again.claims()!.sub)).toBe(true);
  await visitor.send('DELETE', '/api/me/applications/course-player');
  expect((await silently(true)).searchParams.get('error')).toBe('consent_required');
});

test('the owner says no, and nobody else says yes for them', async () => {
  const { visitor } = await town.arrive();
  const { visitor: victim } = await town.arrive();
  const config = await open();
  const steps = new Steps(visitor);
  const consent = await steps.begin(await toUrl(config));
  // Lured to the question that another browser began.
  for (const thief of [victim, Object.assign(new Steps(victim).visitor, { browser: '__Host-sign-on=x' })]) {
    const entries = await town.count('audit');
    expect((await thief.post(`/api/consents/${consent}`, { allows: true })).status).toBe(404);
    expect([(await town.count('audit')) - entries, (await town.lastActs(1))[0]]).toEqual([
      1,
      'applications.connect.refused',
    ]);
  }
  const back = await steps.answer(consent, { allows: false });
  expect(back.searchParams.get('error')).toBe('access_denied');
  expect((await visitor.post(`/api/consents/${consent}`, { allows: true })).status).toBe(404);
  expect((await visitor.get('/api/me/applications')).read(endpoints.listConnectedApplications).applications).toEqual(
    [],
  );
});

const claimsOf = (token: string) =>
  JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString()) as Record<string, unknown>;

test('whoever signs out, is suspended or takes it back is signed out of the application at once', async () => {
  const config = await open();
  const ways: [string, (visitor: Visitor, account: string) => Promise<unknown>][] = [
    ['signs out', (visitor) => visitor.send('DELETE', '/api/me/session')],
    ['takes it back', (visitor) => visitor.send('DELETE', '/api/me/applications/course-player')],
    [
      'is suspended',
      async (_, account) => {
        await town.owner.query("UPDATE accounts SET state = 'suspended' WHERE id = $1", [account]);
        await town.owner.query('DELETE FROM sessions WHERE account_id = $1', [account]);
      },
    ],
  ];
  for (const [why, end] of ways) {
    const { visitor, me } = await town.arrive();
    const { tokens } = await signInTo(visitor, config);
    const { sub, sid } = tokens.claims()!;
    expect(await inUse(config, tokens.access_token, sub), why).toBe(true);
    told = [];
    await end(visitor, me.account);
    expect(await inUse(config, tokens.access_token, sub), why).toBe(false);
    // Of others it may hear late.
    const ofThem = () => told.map(claimsOf).filter((claims) => claims['sub'] === sub);
    await expect.poll(() => ofThem().length, { message: why }).toBe(1);
    const [claims] = ofThem();
    expect(claims, why).toMatchObject({ sub, sid, aud: 'course-player', iss: `${town.server.url}/oidc` });
    expect(claims!['events']).toEqual({ 'http://schemas.openid.net/event/backchannel-logout': {} });
  }
});

test('whatever a request calls this server, it has one name; nothing is kept, nothing told to other sites', async () => {
  const response = await fetch(`${town.server.url}/oidc/.well-known/openid-configuration`, {
    headers: { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https', origin: 'https://evil.example' },
  });
  const text = await response.text();
  expect(text).not.toContain('evil.example');
  expect(JSON.parse(text)).toMatchObject({
    issuer: `${town.server.url}/oidc`,
    code_challenge_methods_supported: ['S256'],
  });
  expect(text).not.toContain('registration_endpoint');
  expect(response.headers.get('cache-control')).toBe('no-store');
});

test('keys that sign are sealed, made anew in time, and announced as long as their signatures are believed', async () => {
  const before = await town.owner.query<{ kid: string; sealed: Buffer }>('SELECT kid, sealed FROM oidc_keys');
  expect(before.rows.length).toBe(1);
  expect(before.rows[0]!.sealed.toString('latin1')).not.toContain('"d"');
  await town.owner.query("UPDATE oidc_keys SET signs_from = signs_from - interval '91 days'");
  const keys = await openKeys(join(town.server.dataDir, 'keys.json'));
  const database = { pool: town.owner };
  const [old] = await loadSigningKeys(database, keys);
  expect([await rotateSigningKeys(database, keys), await rotateSigningKeys(database, keys)]).toEqual([true, false]);
  const now = await loadSigningKeys(database, keys);
  expect([now.length, now[1]!['kid'], now[0]!['kid'] === old!['kid']]).toEqual([2, old!['kid'], false]);
  await town.owner.query(
    "UPDATE oidc_keys SET known_until = now() - interval '1 second' WHERE known_until IS NOT NULL",
  );
  expect((await loadSigningKeys(database, keys)).map(({ kid }) => kid)).toEqual([now[0]!['kid']]);
  expect(await town.count('oidc_keys')).toBe(2);
});
