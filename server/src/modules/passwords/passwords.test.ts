import { afterAll, beforeAll, expect, test } from 'vitest';
import { endpoints } from '../../contract.ts';
import { foundTown, letTimePass, type Town } from '../../testing/people.ts';
import { CONSENT, Visitor } from '../../testing/visitor.ts';

const PASSWORD = 'tuesday-lamp-river';
const TRIES = process.env['SIZE'] === 'full' ? 200 : 20;

let town: Town;
beforeAll(async () => {
  town = await foundTown({ trustedProxies: 1 });
});
afterAll(() => town.close());

let addresses = 0;
/** A stranger at an address of their own. */
const newStranger = () => new Visitor(town.server, { address: `203.0.113.${++addresses % 250}` });
const signIn = (visitor: Visitor, phone: string, password: string) =>
  visitor.post('/api/me/session/password', { contact: { kind: 'phone', value: phone }, password });
const setPassword = (visitor: Visitor, password: string, oldPassword?: string) =>
  visitor.send('PUT', '/api/me/password', { body: { password, ...(oldPassword && { oldPassword }) } });
async function arriveWithPassword() {
  const arrived = await town.arrive();
  expect((await setPassword(arrived.visitor, PASSWORD)).status).toBe(200);
  return arrived;
}

test('with contact and password one is in, on any device, and the password is nowhere in clear', async () => {
  const { phone, me } = await arriveWithPassword();
  const elsewhere = newStranger();
  const { me: found } = (await signIn(elsewhere, phone, PASSWORD)).read(endpoints.signInWithPassword);
  expect(found!.account).toBe(me.account);
  expect(found!.notices.map(({ kind }) => kind)).toEqual(['new_device', 'password_changed']);
  const credentials = (await elsewhere.get('/api/me/credentials')).read(endpoints.getCredentials);
  expect(credentials).toMatchObject({ passkeys: 0, authenticator: null, needsAuthenticator: false });
  expect(credentials.password).not.toBeNull();
  for (const table of ['credentials', 'audit', 'acts_done', 'tries']) {
    const { rows } = await town.owner.query<{ row: string }>(`SELECT t::text AS row FROM ${table} t`);
    expect(rows.map(({ row }) => row).join('\n'), table).not.toMatch(new RegExp(`${PASSWORD}|${phone}|203\\.0\\.113`));
  }
});

test.each([
  ['short', '至少 10 个字'],
  ['x'.repeat(201), '最多 200 个字'],
  ['password2026', '这个密码太常见，容易被猜中，请换一个'],
  ['浙学地图浙学地图12', '这个密码太常见，容易被猜中，请换一个'],
  ['tuesday\u0000lamp-river', '含有不允许的字符'],
])('%s is refused with a sentence', async (password, message) => {
  const { visitor } = await town.arrive();
  const { status, problem } = await setPassword(visitor, password);
  expect([status, problem.errors]).toEqual([400, [{ in: 'body', field: 'password', message }]]);
});

test('the own number is no password', async () => {
  const { visitor, phone } = await town.arrive();
  const { problem } = await setPassword(visitor, `${phone}!`);
  expect(problem.errors![0]!.message).toBe('密码不要用自己的手机号或邮箱，请换一个');
});

test('a change needs the old one or a fresh proof, and ends what was signed in elsewhere', async () => {
  const { visitor, phone, me } = await arriveWithPassword();
  const elsewhere = newStranger();
  await signIn(elsewhere, phone, PASSWORD);
  await letTimePass(town, me);
  const refused = await setPassword(visitor, 'another-quiet-harbour');
  expect([refused.status, refused.problem.reason]).toEqual([403, 'step_up']);
  const wrong = await setPassword(visitor, 'another-quiet-harbour', 'not-the-old-one');
  expect([wrong.status, wrong.problem.errors![0]!.field]).toEqual([400, 'oldPassword']);
  expect(await town.lastActs(1)).toEqual(['passwords.set.refused']);
  expect((await elsewhere.get('/api/me/devices')).status).toBe(200);
  expect((await setPassword(visitor, 'another-quiet-harbour', PASSWORD)).status).toBe(200);
  expect((await elsewhere.get('/api/me/devices')).status).toBe(401);
  expect((await visitor.get('/api/me/devices')).status).toBe(200);
  expect((await signIn(newStranger(), phone, PASSWORD)).status).toBe(400);
  const remove = await visitor.send('DELETE', '/api/me/password');
  expect(remove.problem.reason).toBe('step_up');
});

test('a removed password opens nothing', async () => {
  const { visitor, phone } = await arriveWithPassword();
  expect((await visitor.send('DELETE', '/api/me/password')).status).toBe(200);
  expect((await visitor.send('DELETE', '/api/me/password')).status).toBe(404);
  expect((await signIn(newStranger(), phone, PASSWORD)).status).toBe(400);
});

test('nobody is told apart from somebody, by words or by time', async () => {
  const { phone } = await arriveWithPassword();
  const { phone: bare } = await town.arrive();
  const answers = await Promise.all(
    [phone, bare, town.newPhone()].map((one) => signIn(newStranger(), one, 'not-the-right-one')),
  );
  for (const { status, problem } of answers)
    expect([status, { ...problem, requestId: '' }]).toEqual([400, { ...answers[0]!.problem, requestId: '' }]);
  const times: Record<'known' | 'unknown', number[]> = { known: [], unknown: [] };
  for (let n = 0; n < TRIES; n++) {
    const both = [
      ['known', phone],
      ['unknown', town.newPhone()],
    ] as const;
    for (const [who, contact] of n % 2 ? both : both.toReversed()) {
      // As nobody waits who has not failed yet, both are timed from the same beginning.
      await town.owner.query('DELETE FROM tries');
      const stranger = newStranger();
      const began = performance.now();
      await signIn(stranger, contact, 'not-the-right-one');
      times[who].push(performance.now() - began);
    }
  }
  const median = (list: number[]) => list.toSorted((a, b) => a - b)[list.length >> 1]!;
  const [known, unknown] = [median(times.known), median(times.unknown)];
  console.log(
    `sign-in with a wrong password, medians of ${TRIES}: known ${known.toFixed(1)} ms, unknown ${unknown.toFixed(1)} ms, ` +
      `difference ${Math.abs(known - unknown).toFixed(1)} ms`,
  );
});

test('strangers who guess are slowed down wherever they are; the owner, on a device of theirs, is not', async () => {
  const { visitor, phone } = await arriveWithPassword();
  const guesses = await Promise.all(
    Array.from({ length: 20 }, () => signIn(newStranger(), phone, 'not-the-right-one')),
  );
  const statuses = guesses.map(({ status }) => status).sort();
  // Also at the same time: those that were let through are counted.
  expect(statuses).toEqual([...Array<number>(5).fill(400), ...Array<number>(15).fill(429)]);
  const slowed = await signIn(newStranger(), phone, PASSWORD);
  expect([slowed.status, Number(slowed.headers.get('retry-after'))]).toEqual([429, expect.any(Number)]);
  expect(Number(slowed.headers.get('retry-after'))).toBeGreaterThan(0);
  await visitor.send('DELETE', '/api/me/session');
  expect((await signIn(visitor, phone, PASSWORD)).status).toBe(200);
  // A device of somebody else helps nobody.
  const { visitor: neighbour } = await town.arrive();
  expect((await signIn(neighbour, phone, PASSWORD)).status).toBe(429);
});

test('strangers who ask for codes leave those of the owner, on a device of theirs', async () => {
  const { visitor, phone } = await town.arrive();
  const contact = { kind: 'phone', value: phone };
  for (let n = 0; n < 6; n++) await newStranger().post('/api/me/codes', { contact });
  expect((await newStranger().post('/api/me/codes', { contact })).status).toBe(400);
  await visitor.send('DELETE', '/api/me/session');
  expect((await visitor.signIn(phone)).status).toBe(200);
});

test('an address that fails without end is refused, and with it nobody who was there before', async () => {
  const { visitor, phone } = await arriveWithPassword();
  const address = '198.51.100.7';
  const spray = new Visitor(town.server, { address });
  const statuses = await Promise.all(
    Array.from({ length: 110 }, async () => (await signIn(spray, town.newPhone(), 'not-the-right-one')).status),
  );
  expect(statuses).not.toContain(500);
  expect((await signIn(spray, town.newPhone(), 'not-the-right-one')).status).toBe(429);
  const owner = new Visitor(town.server, { address });
  owner.device = visitor.device;
  expect((await signIn(owner, phone, PASSWORD)).status).toBe(200);
});

test('a class of forty behind one address signs in with codes and with passwords', async () => {
  const address = '198.51.100.8';
  const pupils = await Promise.all(
    Array.from({ length: 40 }, async () => {
      const pupil = new Visitor(town.server, { address });
      const phone = town.newPhone();
      const contact = { kind: 'phone', value: phone };
      const { challenge } = (await pupil.post('/api/me/codes', { contact })).read(endpoints.sendSignInCode);
      const code = await town.readCode(phone);
      expect((await pupil.post('/api/me/session', { contact, challenge, code, consent: CONSENT })).status).toBe(200);
      expect((await setPassword(pupil, PASSWORD)).status).toBe(200);
      return { phone };
    }),
  );
  const statuses = await Promise.all(
    pupils.map(async ({ phone }) => {
      const pupil = new Visitor(town.server, { address });
      // Every one of them mistypes it once.
      const first = await signIn(pupil, phone, 'not-the-right-one');
      return [first.status, (await signIn(pupil, phone, PASSWORD)).status];
    }),
  );
  expect(statuses).toEqual(Array(40).fill([400, 200]));
});
