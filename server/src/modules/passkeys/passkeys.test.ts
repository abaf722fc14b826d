import { afterAll, beforeAll, expect, test } from 'vitest';
import { endpoints } from '../../contract.ts';
import { Authenticator, type Lie } from '../../testing/authenticator.ts';
import { foundTown, letTimePass, type Town } from '../../testing/people.ts';
import { Visitor } from '../../testing/visitor.ts';

let town: Town;
let site: { url: string };
beforeAll(async () => {
  town = await foundTown();
  // Authenticators know names, no addresses.
  site = { url: town.server.url.replace('127.0.0.1', 'localhost') };
});
afterAll(() => town.close());

async function arrive() {
  const { visitor: signedIn, phone, me } = await town.arrive();
  const visitor = new Visitor(site);
  visitor.cookie = signedIn.cookie;
  return { visitor, phone, me };
}
const newOptions = async (visitor: Visitor) =>
  (await visitor.post('/api/me/passkeys/options', {})).read(endpoints.beginPasskey) as never;
async function addPasskey(visitor: Visitor, authenticator: Authenticator, lie?: Lie) {
  const credential = authenticator.create(await newOptions(visitor), lie);
  return visitor.post('/api/me/passkeys', { name: '我的手机', credential });
}
const askOptions = async (visitor: Visitor) =>
  (await visitor.post('/api/me/session/passkey/options', {})).read(endpoints.beginPasskeySignIn) as never;
const show = (visitor: Visitor, credential: unknown) => visitor.post('/api/me/session/passkey', { credential });

test('who has a passkey is in without a name, in two requests', async () => {
  const { visitor, me } = await arrive();
  const authenticator = new Authenticator(site.url);
  const added = (await addPasskey(visitor, authenticator)).read(endpoints.addPasskey);
  expect(added).toMatchObject({ name: '我的手机', usedAt: null, isSynced: false });
  const stranger = new Visitor(site);
  const signedIn = await show(stranger, authenticator.get(await askOptions(stranger)));
  expect(signedIn.read(endpoints.signInWithPasskey).me!.account).toBe(me.account);
  const { passkeys } = (await stranger.get('/api/me/passkeys')).read(endpoints.listPasskeys);
  expect(passkeys.map(({ id, usedAt }) => [id, usedAt !== null])).toEqual([[added.id, true]]);
});

const lies: [string, Lie][] = [
  ['the page of another site', { origin: 'https://evil.example' }],
  ['a passkey of another site', { rpId: 'evil.example' }],
  ['nobody has shown that it is them', { flags: 1 }],
  ['nobody was there', { flags: 4 }],
  ['an answer to another question', { type: 'webauthn.create' }],
  ['a copy, whose counter stands still', { counter: 1 }],
  ['the owner of another', { userHandle: 'AAAA' }],
];
test('whatever is not this passkey, here and now, is refused with one entry of the record', async () => {
  const { visitor } = await arrive();
  const authenticator = new Authenticator(site.url);
  await addPasskey(visitor, authenticator);
  const stranger = new Visitor(site);
  expect((await show(stranger, authenticator.get(await askOptions(stranger)))).status).toBe(200);
  for (const [why, lie] of lies) {
    const before = await town.count('audit');
    const refused = await show(new Visitor(site), authenticator.get(await askOptions(stranger), lie));
    expect([refused.status, refused.problem.errors?.[0]?.field], why).toEqual([400, 'credential']);
    expect(await town.count('audit'), why).toBe(before + 1);
  }
  const forged = authenticator.get(await askOptions(stranger));
  forged.response.signature = new Authenticator(site.url).get(await askOptions(stranger)).response.signature;
  expect((await show(stranger, forged)).status).toBe(400);
  expect((await show(stranger, new Authenticator(site.url).get(await askOptions(stranger)))).status).toBe(400);
  expect((await show(stranger, { id: 'a', rawId: 'b', type: 'public-key', response: {} })).status).toBe(400);
});

test('a challenge is for one answer, one purpose and one person, and not for long', async () => {
  const [one, two] = [await arrive(), await arrive()];
  const authenticator = new Authenticator(site.url);
  await addPasskey(one.visitor, authenticator);
  const stranger = new Visitor(site);
  const answer = authenticator.get(await askOptions(stranger));
  expect((await show(stranger, answer)).status).toBe(200);
  expect((await show(stranger, answer)).status).toBe(400);
  // Used up by a wrong answer as well.
  const options = await askOptions(stranger);
  expect((await show(stranger, authenticator.get(options, { flags: 0 }))).status).toBe(400);
  expect((await show(stranger, authenticator.get(options))).status).toBe(400);
  const late = await askOptions(stranger);
  await town.owner.query("UPDATE passkey_challenges SET expires_at = now() - interval '1 second'");
  expect((await show(stranger, authenticator.get(late))).status).toBe(400);
  const invented = { challenge: 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA', rpId: 'localhost' };
  expect((await show(stranger, authenticator.get(invented))).status).toBe(400);
  // That of one signed-in person is worth nothing to another.
  const foreign = new Authenticator(site.url).create(await newOptions(one.visitor));
  const stolen = await two.visitor.post('/api/me/passkeys', { name: 'x', credential: foreign });
  expect([stolen.status, (await town.lastActs(1))[0]]).toEqual([400, 'passkeys.add.refused']);
});

test('what is added is checked as well, and belongs to one account', async () => {
  const [one, two] = [await arrive(), await arrive()];
  for (const lie of [{ origin: 'https://evil.example' }, { rpId: 'evil.example' }, { flags: 1 }])
    expect((await addPasskey(one.visitor, new Authenticator(site.url), lie)).status).toBe(400);
  const authenticator = new Authenticator(site.url);
  expect((await addPasskey(one.visitor, authenticator)).status).toBe(200);
  expect((await addPasskey(two.visitor, authenticator)).status).toBe(400);
  await letTimePass(town, one.me);
  const stale = await one.visitor.post('/api/me/passkeys/options', {});
  expect([stale.status, stale.problem.reason]).toEqual([403, 'step_up']);
});

test('several have names, which change, and each is removed by its owner alone', async () => {
  const [one, two] = [await arrive(), await arrive()];
  const [phone, key] = [new Authenticator(site.url), new Authenticator(site.url)];
  const { id } = (await addPasskey(one.visitor, phone)).read(endpoints.addPasskey);
  expect((await addPasskey(one.visitor, key)).status).toBe(200);
  const path = `/api/me/passkeys/${id}`;
  for (const method of ['PATCH', 'DELETE'])
    expect((await two.visitor.send(method, path, method === 'PATCH' ? { body: { name: 'x' } } : {})).status).toBe(404);
  expect((await one.visitor.send('PATCH', path, { body: { name: ' 旧手机 ' } })).status).toBe(200);
  const { passkeys } = (await one.visitor.get('/api/me/passkeys')).read(endpoints.listPasskeys);
  expect(passkeys.map(({ name }) => name)).toEqual(['旧手机', '我的手机']);
  expect((await one.visitor.send('DELETE', path)).status).toBe(200);
  const stranger = new Visitor(site);
  expect((await show(stranger, phone.get(await askOptions(stranger)))).status).toBe(400);
  expect((await show(stranger, key.get(await askOptions(stranger)))).status).toBe(200);
});

test('the last way in stays: neither contact nor passkey goes when it is the only one', async () => {
  const { visitor, me } = await arrive();
  const contact = `/api/me/contacts/${me.contacts[0]!.id}`;
  const refused = await visitor.send('DELETE', contact);
  expect([refused.status, refused.problem.reason]).toEqual([409, 'last_way_in']);
  const { id } = (await addPasskey(visitor, new Authenticator(site.url))).read(endpoints.addPasskey);
  expect((await visitor.send('DELETE', contact)).status).toBe(200);
  const last = await visitor.send('DELETE', `/api/me/passkeys/${id}`);
  expect([last.status, last.problem.reason]).toEqual([409, 'last_way_in']);
});

test('an address without a name, or without https, is told that passkeys do not work there', async () => {
  const refused = await new Visitor(town.server).post('/api/me/session/passkey/options', {});
  expect([refused.status, refused.problem.reason]).toEqual([409, 'passkeys_need_https']);
  expect(refused.problem.title).toBe('这个网址不能使用通行密钥，请用 https 网址打开');
});
