import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { endpoints } from '../../contract.ts';
import { listLies } from '../../testing/hostile-providers.ts';
import { CLIENT, Providers, SECRET, type Lie } from '../../testing/identity-provider.ts';
import { foundTown, letTimePass, type Town } from '../../testing/people.ts';
import { Visitor } from '../../testing/visitor.ts';

const SENTENCE = '对方平台没有确认成功，请重新开始';
/** Longer than a provider may take, and far from a hang. */
const PATIENCE_MS = 5_000;

let folder: string;
let canary: Server;
let touched = 0;
let lies: ReadonlyMap<string, Lie>;
let providers: Providers;
let town: Town;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zlm-sign-on-'));
  canary = createServer((socket) => {
    touched += 1;
    socket.destroy();
  }).listen(0, '127.0.0.1');
  await once(canary, 'listening');
  lies = listLies(`http://127.0.0.1:${(canary.address() as AddressInfo).port}`);
  providers = new Providers(lies);
  await providers.open();
  await writeFile(join(folder, 'secret'), SECRET);
  const settings = [...lies.keys(), 'honest', 'honest-too'].map((id) => ({
    id,
    issuer: providers.issuer(id),
    clientId: CLIENT,
    secretFile: 'secret',
    names: { 'zh-CN': '学习通', en: 'Learning Pass' },
    inside: true,
    timeoutMs: 400,
  }));
  const file = join(folder, 'sign-on.json');
  await writeFile(file, JSON.stringify({ providers: settings }));
  town = await foundTown({ settings: { SIGN_ON_FILE: file } });
});
afterAll(async () => {
  await town.close();
  await providers.close();
  canary.close();
  await rm(folder, { recursive: true });
});

interface Way {
  visitor: Visitor;
  provider?: string;
  next?: string;
  toLink?: boolean;
}
const begin = ({ visitor, provider = 'honest', next = '/account?kind=course', toLink = false }: Way) =>
  toLink ? visitor.post('/api/me/identities', { provider, next }) : visitor.post(`/api/sign-on/${provider}`, { next });
const finish = ({ visitor, provider = 'honest' }: Way, query: string) =>
  visitor.post(`/api/sign-on/${provider}/return`, { query });
/** There and back. */
async function comeAndGo(way: Way) {
  const { url } = (await begin(way)).read(endpoints.beginSignOn);
  return finish(way, providers.comeBack(way.provider ?? 'honest', url));
}
async function arriveBy(subject: string): Promise<Visitor> {
  providers.subject = subject;
  const visitor = new Visitor(town.server);
  const { url } = (await begin({ visitor })).read(endpoints.beginSignOn);
  const back = await finish({ visitor }, providers.comeBack('honest', url));
  expect(back.read(endpoints.finishSignOn).outcome).toBe('stranger');
  const state = new URL(url).searchParams.get('state')!;
  (await visitor.post('/api/sign-on/honest/account', { state })).read(endpoints.registerBySignOn);
  return visitor;
}
const counts = async () => ({
  identities: await town.count('identities'),
  sessions: await town.count('sessions'),
  accounts: await town.count('accounts'),
});

test('hostile providers get nobody in and nothing linked, in one sentence and with one entry each', async () => {
  expect(lies.size).toBeGreaterThan(20);
  const { visitor: signedIn } = await town.arrive();
  const before = await counts();
  providers.subject = 'somebody';
  for (const provider of lies.keys()) {
    for (const toLink of [false, true]) {
      const visitor = toLink ? signedIn : new Visitor(town.server);
      const entries = await town.count('audit');
      const began = performance.now();
      const begun = await begin({ visitor, provider, toLink });
      const refused =
        begun.status === 200
          ? await finish({ visitor, provider }, providers.comeBack(provider, (begun.body as { url: string }).url))
          : begun;
      expect([refused.status, refused.problem.title], provider).toEqual([403, SENTENCE]);
      expect(performance.now() - began, provider).toBeLessThan(PATIENCE_MS);
      expect((await town.count('audit')) - entries, provider).toBe(1);
      expect((await town.lastActs(1))[0], provider).toMatch(/^sign_ons\.(begin|finish)\.refused$/);
    }
  }
  expect(await counts()).toEqual(before);
  expect(touched).toBe(0);
});

test('who comes for the first time is asked, gets one account, and is the same person the next time', async () => {
  const visitor = await arriveBy('wang');
  const { me } = (await visitor.get('/api/me')).read(endpoints.getMe);
  expect(me!.contacts).toEqual([]);
  const again = new Visitor(town.server);
  const entered = (await comeAndGo({ visitor: again })).read(endpoints.finishSignOn);
  expect([entered.outcome, entered.me!.account, entered.next]).toEqual([
    'signed_in',
    me!.account,
    '/account?kind=course',
  ]);
  // The same name at another provider is somebody else.
  const elsewhere = await comeAndGo({ visitor: new Visitor(town.server), provider: 'honest-too' });
  expect(elsewhere.read(endpoints.finishSignOn).outcome).toBe('stranger');
  // What the provider calls a person is nowhere to be read.
  expect(await town.count('identities', "subject LIKE '%wang%'")).toBe(0);
  const last = (await visitor.get('/api/me/identities')).read(endpoints.listIdentities).identities[0]!;
  const refused = await visitor.send('DELETE', `/api/me/identities/${last.id}`);
  expect([refused.status, refused.problem.reason]).toEqual([409, 'last_way_in']);
});

test('an address, a number or an id that equals that of somebody makes nobody the same', async () => {
  const { me, phone } = await town.arrive();
  const before = await counts();
  for (const subject of [me.account, phone, me.contacts[0]!.id]) {
    providers.subject = subject;
    const answer = (await comeAndGo({ visitor: new Visitor(town.server) })).read(endpoints.finishSignOn);
    expect([answer.outcome, answer.me]).toEqual(['stranger', null]);
  }
  expect(await counts()).toEqual(before);
});

test('what was begun is for one browser, one provider, one session and one answer, and not for long', async () => {
  providers.subject = 'li';
  const refuses = async (what: string, way: Way, query: string) => {
    const entries = await town.count('audit');
    const refused = await finish(way, query);
    expect([refused.status, refused.problem.title], what).toEqual([403, SENTENCE]);
    expect((await town.count('audit')) - entries, what).toBe(1);
  };
  const [own, other] = [new Visitor(town.server), new Visitor(town.server)];
  const leave = async (visitor: Visitor, toLink = false) =>
    providers.comeBack('honest', ((await begin({ visitor, toLink })).body as { url: string }).url);
  const [query, foreign] = [await leave(own), await leave(other)];
  await refuses('another browser', { visitor: own }, foreign);
  await refuses('no browser', { visitor: new Visitor(town.server) }, query);
  await refuses('another provider', { visitor: own, provider: 'honest-too' }, query);
  expect((await finish({ visitor: own }, await leave(own))).status).toBe(200);
  const once = await leave(own);
  expect((await finish({ visitor: own }, once)).status).toBe(200);
  await refuses('a second time', { visitor: own }, once);
  const late = await leave(own);
  await town.owner.query("UPDATE sign_ons SET expires_at = now() - interval '1 second'");
  await refuses('too late', { visitor: own }, late);

  const { visitor } = await town.arrive();
  const begun = await leave(visitor, true);
  const { visitor: thief } = await town.arrive();
  thief.browser = visitor.browser;
  await refuses('another session', { visitor: thief }, begun);
  visitor.cookie = null;
  await refuses('signed out meanwhile', { visitor }, begun);

  const entries = await town.count('audit');
  const state = new URLSearchParams(await leave(own)).get('state')!;
  const registered = await own.post('/api/sign-on/honest/account', { state });
  expect([registered.status, registered.problem.title]).toEqual([403, SENTENCE]);
  expect((await town.count('audit')) - entries).toBe(1);
});

test('the way on is a path of this site, whatever it looks like', async () => {
  const visitor = new Visitor(town.server);
  const hostile = ['//evil.example', '/\\evil.example', 'https://evil.example', 'javascript:alert(1)', '', 'account'];
  for (const next of [...hostile, '/.//evil.example', '/x/..//evil.example', '/\t/evil.example', '/a\u0000b']) {
    const entries = await town.count('audit');
    const refused = await begin({ visitor, next });
    expect([refused.status, refused.problem.errors?.[0]?.field], JSON.stringify(next)).toEqual([400, 'next']);
    expect((await town.count('audit')) - entries, JSON.stringify(next)).toBe(1);
  }
  providers.subject = 'zhao';
  const told = (await comeAndGo({ visitor, next: '/en/account?topic=calligraphy' })).read(endpoints.finishSignOn);
  expect(told.next).toBe('/en/account?topic=calligraphy');
  // A host that somebody made up is told to no provider.
  const forged = await visitor.post(
    '/api/sign-on/honest',
    { next: '/' },
    {
      headers: { origin: 'http://evil.example', host: 'evil.example' },
    },
  );
  expect(forged.status).toBe(403);
});

test('an identity is linked by its owner with a fresh proof of another kind, once, and unlinked again', async () => {
  const { visitor, me } = await town.arrive();
  await letTimePass(town, me);
  const stale = await begin({ visitor, toLink: true });
  expect([stale.status, stale.problem.reason]).toEqual([403, 'step_up']);
  await letTimePass(town, me, '-11 minutes');
  providers.subject = 'chen';
  expect((await comeAndGo({ visitor, toLink: true })).read(endpoints.finishSignOn).outcome).toBe('linked');
  const { identities } = (await visitor.get('/api/me/identities')).read(endpoints.listIdentities);
  expect(identities.map(({ provider }) => provider)).toEqual(['学习通']);
  expect((await visitor.get('/api/me')).read(endpoints.getMe).me!.notices[0]!.kind).toBe('identity_linked');
  const entered = (await comeAndGo({ visitor: new Visitor(town.server) })).read(endpoints.finishSignOn);
  expect([entered.outcome, entered.me!.account]).toEqual(['signed_in', me.account]);

  // Somebody else's: told only to who has proved that it is theirs.
  const { visitor: other } = await town.arrive();
  const taken = await comeAndGo({ visitor: other, toLink: true });
  expect([taken.status, taken.problem.reason]).toEqual([409, 'identity_taken']);
  expect((await town.lastActs(1))[0]).toBe('identities.link.refused');
  // Who came by a provider proves nothing more by that.
  const byProvider = new Visitor(town.server);
  await comeAndGo({ visitor: byProvider });
  const weak = await begin({ visitor: byProvider, provider: 'honest-too', toLink: true });
  expect([weak.status, weak.problem.reason]).toEqual([403, 'step_up']);

  const path = `/api/me/identities/${identities[0]!.id}`;
  expect((await other.send('DELETE', path)).status).toBe(404);
  expect((await visitor.send('DELETE', path)).status).toBe(200);
  expect((await comeAndGo({ visitor: new Visitor(town.server) })).read(endpoints.finishSignOn).outcome).toBe(
    'stranger',
  );
});

test('whose account is suspended stays outside, and gets no second one', async () => {
  const visitor = await arriveBy('sun');
  const { me } = (await visitor.get('/api/me')).read(endpoints.getMe);
  await town.owner.query("UPDATE accounts SET state = 'suspended' WHERE id = $1", [me!.account]);
  const refused = await comeAndGo({ visitor: new Visitor(town.server) });
  expect([refused.status, refused.problem.reason]).toEqual([403, 'suspended']);
  expect((await town.lastActs(1))[0]).toBe('sign_ons.finish.refused');
});
