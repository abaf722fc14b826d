import { afterAll, beforeAll, expect, test } from 'vitest';
import { endpoints } from '../../contract.ts';
import { Authenticator } from '../../testing/authenticator.ts';
import { foundTown, letTimePass, type Town } from '../../testing/people.ts';
import { Visitor } from '../../testing/visitor.ts';

const PASSWORD = 'tuesday-lamp-river';

let town: Town;
beforeAll(async () => {
  town = await foundTown();
});
afterAll(() => town.close());

const isOpen = async (visitor: Visitor) =>
  (await visitor.post('/api/me/contacts/codes', { contact: { kind: 'phone', value: town.newPhone() } })).status === 200;
const stepUp = (visitor: Visitor, shown: object) => visitor.post('/api/me/step-up', shown);
async function newCode(visitor: Visitor, contact: string, phone: string) {
  const { challenge } = (await visitor.post('/api/me/step-up/codes', { contact })).read(endpoints.sendStepUpCode);
  return { way: 'code', contact, challenge, code: await town.readCode(phone) };
}

test('after ten minutes a sensitive step asks for a proof, and a code to a contact of one’s own is one', async () => {
  const { visitor, phone, me } = await town.arrive();
  expect(await isOpen(visitor)).toBe(true);
  await letTimePass(town, me);
  expect(await isOpen(visitor)).toBe(false);
  const shown = await newCode(visitor, me.contacts[0]!.id, phone);
  const wrong = await stepUp(visitor, { ...shown, code: shown.code === '000000' ? '000001' : '000000' });
  expect([wrong.status, await isOpen(visitor)]).toEqual([400, false]);
  expect(await town.lastActs(1)).toEqual(['sessions.step_up.refused']);
  const { me: found } = (await stepUp(visitor, shown)).read(endpoints.stepUp);
  expect(Date.now() - Date.parse(found!.steppedUpAt!)).toBeLessThan(60_000);
  expect(await isOpen(visitor)).toBe(true);
  await letTimePass(town, me);
  expect((await stepUp(visitor, shown)).status).toBe(400);
});

test('so is the password, tried no faster with a session that was stolen', async () => {
  const { visitor, me } = await town.arrive();
  await visitor.send('PUT', '/api/me/password', { body: { password: PASSWORD } });
  await letTimePass(town, me);
  expect((await stepUp(visitor, { way: 'password', password: PASSWORD })).status).toBe(200);
  expect(await isOpen(visitor)).toBe(true);
  const guesses = await Promise.all(
    Array.from({ length: 12 }, () => stepUp(visitor, { way: 'password', password: 'not-the-right-one' })),
  );
  const statuses = guesses.map(({ status }) => status).sort();
  expect(statuses).toEqual([...Array<number>(5).fill(400), ...Array<number>(7).fill(429)]);
});

test('so is a passkey of one’s own, and no other', async () => {
  const site = { url: town.server.url.replace('127.0.0.1', 'localhost') };
  const arrive = async () => {
    const { visitor, me } = await town.arrive();
    const browser = new Visitor(site);
    browser.cookie = visitor.cookie;
    const authenticator = new Authenticator(site.url);
    const options = (await browser.post('/api/me/passkeys/options', {})).body as never;
    await browser.post('/api/me/passkeys', { name: 'x', credential: authenticator.create(options) });
    await letTimePass(town, me);
    return { browser, authenticator };
  };
  const [own, other] = [await arrive(), await arrive()];
  const ask = async () => (await own.browser.post('/api/me/step-up/passkey/options', {})).body as never;
  const shown = (credential: unknown) => stepUp(own.browser, { way: 'passkey', credential });
  expect((await shown(other.authenticator.get(await ask()))).status).toBe(400);
  expect(await isOpen(own.browser)).toBe(false);
  const options = await ask();
  expect(options).toMatchObject({ allowCredentials: [{ id: own.authenticator.id }] });
  expect((await shown(own.authenticator.get(options))).status).toBe(200);
  expect(await isOpen(own.browser)).toBe(true);
});

test('what somebody has not got proves nothing', async () => {
  const [one, two] = [await town.arrive(), await town.arrive()];
  for (const shown of [
    { way: 'password', password: PASSWORD },
    { way: 'authenticator', code: '123456' },
    { way: 'recovery', recoveryCode: 'abcd-efgh-ijkl' },
    { way: 'code', contact: two.me.contacts[0]!.id, challenge: two.me.account, code: '123456' },
  ])
    expect((await stepUp(one.visitor, shown)).status, shown.way).toBe(400);
  const foreign = await one.visitor.post('/api/me/step-up/codes', { contact: two.me.contacts[0]!.id });
  expect(foreign.status).toBe(404);
});
