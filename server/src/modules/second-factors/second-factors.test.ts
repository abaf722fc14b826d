import { afterAll, beforeAll, expect, test } from 'vitest';
import { endpoints } from '../../contract.ts';
import type { Me } from '../../contract/account.ts';
import { totpOf } from '../../crypto/totp.ts';
import { foundTown, letTimePass, type Town } from '../../testing/people.ts';
import { Visitor } from '../../testing/visitor.ts';

let town: Town;
beforeAll(async () => {
  town = await foundTown();
});
afterAll(() => town.close());

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
/** As an app reads the secret from the address. */
function readSecret(uri: string): Buffer {
  const bits = [...new URL(uri).searchParams.get('secret')!].map((sign) =>
    ALPHABET.indexOf(sign).toString(2).padStart(5, '0'),
  );
  return Buffer.from(
    bits
      .join('')
      .match(/.{8}/g)!
      .map((byte) => parseInt(byte, 2)),
  );
}
const stepNow = () => Math.floor(Date.now() / 30_000);

interface Staff {
  visitor: Visitor;
  phone: string;
  me: Me;
  recoveryCodes: string[];
  /** Codes of steps from the last one on: each works once. */
  code: (ahead?: number) => string;
}
/** Somebody with a role and an authenticator, whose last used step is the one before this. */
async function enrol(): Promise<Staff> {
  const { visitor, phone, me } = await town.arrive();
  await town.owner.query("INSERT INTO grants (account_id, role) VALUES ($1, 'moderator')", [me.account]);
  expect((await visitor.get('/api/me/credentials')).body).toMatchObject({ needsAuthenticator: true });
  const { uri } = (await visitor.post('/api/me/authenticator/options', {})).read(endpoints.beginAuthenticator);
  const secret = readSecret(uri);
  const confirmed = await visitor.post('/api/me/authenticator', { code: totpOf(secret, stepNow() - 1) });
  const { recoveryCodes } = confirmed.read(endpoints.confirmAuthenticator);
  expect(recoveryCodes.length).toBe(10);
  return { visitor, phone, me, recoveryCodes, code: (ahead = 0) => totpOf(secret, stepNow() + ahead) };
}
/** The first factor is right. */
async function knock(phone: string) {
  const visitor = new Visitor(town.server);
  const { me, secondFactor } = (await visitor.signIn(phone)).read(endpoints.signInWithCode);
  expect([me, visitor.cookie]).toEqual([null, null]);
  return { visitor, ...secondFactor! };
}
const second = (visitor: Visitor, body: object) => visitor.post('/api/me/session/second', body);
const wrongOf = (code: string) => (code === '000000' ? '000001' : '000000');

test('who has an authenticator is asked for it, and each of its codes works once', async () => {
  const { phone, me, code } = await enrol();
  const { visitor, ticket } = await knock(phone);
  const shown = code();
  expect((await second(visitor, { ticket, code: wrongOf(shown) })).status).toBe(400);
  expect((await second(visitor, { ticket, code: shown })).read(endpoints.signInWithSecondFactor).me!.account).toBe(
    me.account,
  );
  expect((await visitor.get('/api/me/devices')).body).toMatchObject({ devices: [{ way: 'code:phone+totp' }, {}] });
  const again = await knock(phone);
  expect((await second(again.visitor, { ticket: again.ticket, code: shown })).status).toBe(400);
  expect((await second(again.visitor, { ticket, code: code(1) })).status).toBe(400);
  expect((await second(again.visitor, { ticket: again.ticket, code: code(1) })).status).toBe(200);
  const { rows } = await town.owner.query<{ row: string }>(
    "SELECT data::text AS row FROM credentials WHERE kind = 'totp'",
  );
  expect(rows.map(({ row }) => row).join()).not.toContain('secret');
});

test('guessing ends with the ticket, and goes no faster with many tickets', async () => {
  const { phone } = await enrol();
  const { visitor, ticket } = await knock(phone);
  const other = await knock(phone);
  const statuses: number[] = [];
  for (let n = 0; n < 4; n++) {
    statuses.push((await second(visitor, { ticket, code: '000000' })).status);
    statuses.push((await second(other.visitor, { ticket: other.ticket, code: '000000' })).status);
  }
  expect(statuses).toEqual([400, 400, 400, 400, 400, 429, 429, 429]);
});

test('a recovery code stands in once, is seen once, and new ones replace it', async () => {
  const { phone, visitor: own, recoveryCodes } = await enrol();
  const [first, next] = recoveryCodes as [string, string];
  const one = await knock(phone);
  expect((await second(one.visitor, { ticket: one.ticket, recoveryCode: first.toUpperCase() })).status).toBe(200);
  const two = await knock(phone);
  expect((await second(two.visitor, { ticket: two.ticket, recoveryCode: first })).status).toBe(400);
  expect((await own.get('/api/me/credentials')).body).toMatchObject({
    recoveryCodesLeft: 9,
    needsAuthenticator: false,
  });
  const fresh = (await own.post('/api/me/recovery-codes', {})).read(endpoints.makeRecoveryCodes).recoveryCodes;
  expect((await second(two.visitor, { ticket: two.ticket, recoveryCode: next })).status).toBe(400);
  expect((await second(two.visitor, { ticket: two.ticket, recoveryCode: fresh[0] })).status).toBe(200);
  for (const table of ['credentials', 'audit', 'acts_done']) {
    const { rows } = await town.owner.query<{ row: string }>(`SELECT t::text AS row FROM ${table} t`);
    for (const code of [first, next, fresh[0]!])
      expect(rows.map(({ row }) => row).join(), table).not.toContain(code.replaceAll('-', ''));
  }
});

test('an authenticator is neither replaced nor removed in passing', async () => {
  const { visitor, me, phone } = await enrol();
  const again = await visitor.post('/api/me/authenticator/options', {});
  expect([again.status, again.problem.reason]).toEqual([409, 'authenticator_is_on']);
  await letTimePass(town, me);
  expect((await visitor.send('DELETE', '/api/me/authenticator')).problem.reason).toBe('step_up');
  await letTimePass(town, me, '-11 minutes');
  expect((await visitor.send('DELETE', '/api/me/authenticator')).status).toBe(200);
  const { me: found } = (await new Visitor(town.server).signIn(phone)).read(endpoints.signInWithCode);
  expect(found!.account).toBe(me.account);
});

test('without authenticator and codes one is in after a day, when nobody has stopped it', async () => {
  const { visitor: own, phone, me } = await enrol();
  const thief = await knock(phone);
  const begun = (await thief.visitor.post('/api/me/recovery', { ticket: thief.ticket })).read(endpoints.beginRecovery);
  expect(Date.parse(begun.readyAt) - Date.parse(begun.begunAt)).toBe(86_400_000);
  const early = await thief.visitor.post('/api/me/recovery/finish', { ticket: thief.ticket });
  expect([early.status, early.problem.reason]).toEqual([409, 'recovery_not_ready']);
  const told = (await own.get('/api/me')).read(endpoints.getMe).me!;
  expect([told.recovery, told.notices[0]!.kind]).toEqual([begun, 'recovery_begun']);
  // Stopped by whoever is signed in: then a day is nothing.
  const ready = () =>
    town.owner.query("UPDATE recoveries SET ready_at = now() - interval '1 second' WHERE account_id = $1", [
      me.account,
    ]);
  expect((await own.send('DELETE', '/api/me/recovery')).status).toBe(200);
  await ready();
  expect((await thief.visitor.post('/api/me/recovery/finish', { ticket: thief.ticket })).status).toBe(409);
  // Begun again by the owner, and waited for.
  await thief.visitor.post('/api/me/recovery', { ticket: thief.ticket });
  await ready();
  const owner = await knock(phone);
  expect(owner.recovery!.isReady).toBe(true);
  const done = await owner.visitor.post('/api/me/recovery/finish', { ticket: owner.ticket });
  const { me: found } = done.read(endpoints.finishRecovery);
  expect([found!.account, found!.recovery]).toEqual([me.account, null]);
  expect((await own.get('/api/me/devices')).status).toBe(401);
  expect((await owner.visitor.get('/api/me/credentials')).body).toMatchObject({
    authenticator: null,
    recoveryCodesLeft: 0,
  });
});

test('a password alone begins no recovery', async () => {
  const { visitor, phone } = await enrol();
  const password = 'tuesday-lamp-river';
  await visitor.send('PUT', '/api/me/password', { body: { password } });
  const thief = new Visitor(town.server);
  const contact = { kind: 'phone', value: phone };
  const { secondFactor } = (await thief.post('/api/me/session/password', { contact, password })).read(
    endpoints.signInWithPassword,
  );
  const refused = await thief.post('/api/me/recovery', { ticket: secondFactor!.ticket });
  expect([refused.status, refused.problem.reason]).toEqual([409, 'code_needed']);
  expect(await town.count('recoveries', 'ready_at > now()')).toBe(0);
});
