import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { endpoints } from '../../contract.ts';
import { GENESIS, hashEntry } from '../../crypto/hash-chain.ts';
import { toProof } from '../../crypto/token.ts';
import { foundTown, type Town } from '../../testing/people.ts';
import type { TestServer } from '../../testing/running.ts';
import { CONSENT, Visitor } from '../../testing/visitor.ts';

let town: Town;
let server: TestServer;
let owner: pg.Pool;
beforeAll(async () => {
  town = await foundTown();
  ({ server, owner } = town);
});
afterAll(() => town.close());

test('an account is made by the first code and found by the next, and the number is nowhere in clear', async () => {
  const { visitor, phone, me } = await town.arrive();
  expect(me).toMatchObject({ displayName: null, roles: [], actions: [], isVerified: false });
  expect(me.contacts.map(({ masked }) => masked)).toEqual([`${phone.slice(0, 3)}****${phone.slice(-4)}`]);
  expect((await town.arrive(phone)).me.account).toBe(me.account);
  expect((await visitor.get('/api/me')).read(endpoints.getMe).me!.account).toBe(me.account);
  for (const table of ['contacts', 'persons', 'accounts', 'challenges', 'sessions', 'audit', 'acts_done']) {
    const { rows } = await owner.query<{ row: string }>(`SELECT t::text AS row FROM ${table} t`);
    expect(rows.map(({ row }) => row).join('\n'), table).not.toContain(phone);
  }
});

test('a guest has no account, and what is personal is kept by nobody', async () => {
  const guest = new Visitor(server);
  const { body, headers } = await guest.get('/api/me');
  expect(body).toEqual({ me: null });
  expect(headers.get('cache-control')).toBe('private, no-store');
  expect((await guest.get('/api/me/devices')).status).toBe(401);
  const { visitor } = await town.arrive();
  const devices = await visitor.get('/api/me/devices');
  expect([devices.headers.get('cache-control'), devices.headers.get('vary')]).toEqual([
    'private, no-store',
    expect.stringContaining('Cookie'),
  ]);
});

test('a session ended here or elsewhere is refused with the next request', async () => {
  const { visitor, phone } = await town.arrive();
  const other = (await town.arrive(phone)).visitor;
  const { devices } = (await visitor.get('/api/me/devices')).read(endpoints.listDevices);
  expect(devices.map(({ isThis }) => isThis).sort()).toEqual([false, true]);
  const { id } = devices.find(({ isThis }) => !isThis)!;
  expect((await visitor.send('DELETE', `/api/me/devices/${id}`)).status).toBe(200);
  expect((await other.get('/api/me/devices')).status).toBe(401);
  const cookie = visitor.cookie;
  const left = await visitor.send('DELETE', '/api/me/session');
  expect([left.status, left.headers.get('clear-site-data'), visitor.cookie]).toEqual([200, '"cache"', null]);
  visitor.cookie = cookie;
  expect((await visitor.get('/api/me/devices')).status).toBe(401);
});

test('the device of somebody else is not there', async () => {
  const [one, two] = [await town.arrive(), await town.arrive()];
  const { devices } = (await two.visitor.get('/api/me/devices')).read(endpoints.listDevices);
  expect((await one.visitor.send('DELETE', `/api/me/devices/${devices[0]!.id}`)).status).toBe(404);
  expect((await two.visitor.get('/api/me/devices')).status).toBe(200);
});

test('a code is for one contact, one use and five tries', async () => {
  const phone = town.newPhone();
  const visitor = new Visitor(server);
  const contact = { kind: 'phone', value: phone };
  const { challenge } = (await visitor.post('/api/me/codes', { contact })).read(endpoints.sendSignInCode);
  const code = await visitor.readCode(phone);
  const wrong = code === '000000' ? '000001' : '000000';
  const other = { kind: 'phone', value: town.newPhone() };
  const answer = (change: object) =>
    visitor.post('/api/me/session', { contact, challenge, code, consent: CONSENT, ...change });
  for (const change of [{ code: wrong }, { contact: other }, { challenge: randomUUID() }]) {
    const refused = await answer(change);
    expect([refused.status, refused.problem.errors![0]!.field]).toEqual([400, 'code']);
  }
  for (let tries = 2; tries < 5; tries++) expect((await answer({ code: wrong })).status).toBe(400);
  expect((await answer({})).status).toBe(400);
  const accounts = await town.count('accounts');
  const { visitor: fresh } = await town.arrive(phone);
  expect(await town.count('accounts')).toBe(accounts + 1);
  const used = await fresh.post('/api/me/session', { contact, challenge, code });
  expect(used.status).toBe(400);
});

test('one contact gets five codes an hour, whoever asks', async () => {
  const contact = { kind: 'phone', value: town.newPhone() };
  const ask = () => new Visitor(server).post('/api/me/codes', { contact });
  for (let n = 0; n < 5; n++) expect((await ask()).status).toBe(200);
  const { status, problem } = await ask();
  expect([status, problem.errors![0]]).toEqual([
    400,
    { in: 'body', field: 'contact.value', message: '获取验证码太频繁，请一小时后再试' },
  ]);
});

test.each([
  ['phone', '12345'],
  ['phone', '23800000000'],
  ['email', 'nobody'],
  ['email', 'a@b'],
])('%s %s is told at its field', async (kind, value) => {
  const { status, problem } = await new Visitor(server).post('/api/me/codes', { contact: { kind, value } });
  expect([status, problem.errors![0]!.field]).toEqual([400, 'contact.value']);
});

test('another site writes nothing, with whatever it can send', async () => {
  const { visitor } = await town.arrive();
  const [before, noted] = [await town.count('audit'), () => town.count('audit', "action = 'door.enter.refused'")];
  const change = { displayName: '别人' };
  const foreign: Record<string, string>[] = [
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: server.url, 'sec-fetch-site': 'cross-site' },
    { origin: server.url, 'sec-fetch-site': 'same-site' },
    { origin: `${server.url}.evil.example` },
  ];
  for (const headers of foreign) {
    const refused = await visitor.send('PATCH', '/api/me', { body: change, headers });
    expect([refused.status, refused.problem.reason], JSON.stringify(headers)).toEqual([403, 'cross_origin']);
  }
  const form = await visitor.send('PATCH', '/api/me', { body: change, headers: { 'content-type': 'text/plain' } });
  expect(form.status).toBe(415);
  // One entry for all of a minute: who floods the door does not fill the record.
  await expect.poll(noted).toBe(1);
  expect(await town.count('audit')).toBe(before + 1);
});

test('a change sent twice is made once, and its key is of no other change', async () => {
  const { visitor } = await town.arrive();
  const key = randomUUID();
  const body = { displayName: '  老王 ' };
  const answers = await Promise.all(Array.from({ length: 8 }, () => visitor.send('PATCH', '/api/me', { body, key })));
  expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(200));
  expect(new Set(answers.map((one) => JSON.stringify(one.body))).size).toBe(1);
  expect(answers.filter(({ headers }) => headers.get('idempotent-replayed') === 'true').length).toBe(7);
  const me = answers[0]!.read(endpoints.changeMe).me!;
  expect(me.displayName).toBe('老王');
  const { rows } = await owner.query("SELECT FROM audit WHERE action = 'accounts.change' AND subject = $1", [
    `account:${me.account}`,
  ]);
  expect(rows.length).toBe(1);
  const other = await visitor.send('PATCH', '/api/me', { body: { displayName: '小李' }, key });
  expect([other.status, other.problem.reason]).toEqual([409, 'key_used']);
  const none = await visitor.send('PATCH', '/api/me', { body, headers: { 'idempotency-key': 'x' } });
  expect([none.status, none.problem.errors![0]!.field]).toEqual([400, 'Idempotency-Key']);
});

test('the record is one chain, and nobody rewrites it', async () => {
  await town.arrive();
  const { rows } = await owner.query<{ seq: number; payload: string; prev_hash: Buffer; hash: Buffer }>(
    'SELECT seq, payload, prev_hash, hash FROM audit ORDER BY seq',
  );
  expect(rows.length).toBeGreaterThan(0);
  let before: Buffer = GENESIS;
  for (const [at, row] of rows.entries()) {
    expect([row.seq, row.prev_hash.equals(before)]).toEqual([at + 1, true]);
    before = hashEntry(before, row.seq, row.payload);
    expect(row.hash.equals(before)).toBe(true);
  }
  for (const statement of ['UPDATE audit SET hash = hash', 'DELETE FROM audit', 'TRUNCATE audit']) {
    await expect(owner.query(statement)).rejects.toMatchObject({ code: '42501' });
  }
});

test('as the application role nobody reads or changes what is of others', async () => {
  const [mine, others] = [await town.arrive(), await town.arrive()];
  const client = await owner.connect();
  const proof = toProof(mine.visitor.cookie!.split('=')[1]!);
  const ask = async (statement: string, values: unknown[] = []) => {
    await client.query('BEGIN; SET LOCAL ROLE zlm_app');
    try {
      await client.query("SELECT set_config('app.proof', $1, true)", [proof]);
      return (await client.query(statement, values)).rows as Record<string, unknown>[];
    } finally {
      await client.query('ROLLBACK');
    }
  };
  try {
    expect(await ask('SELECT id FROM accounts')).toEqual([{ id: mine.me.account }]);
    for (const table of ['persons', 'contacts']) expect((await ask(`SELECT id FROM ${table}`)).length).toBe(1);
    expect(await ask('SELECT FROM audit')).toEqual([]);
    for (const table of ['audit_head', 'acts_done', 'challenges', 'stand_in_messages'])
      await expect(ask(`SELECT * FROM ${table}`)).rejects.toMatchObject({ code: '42501' });
    await expect(ask('SELECT proof_hash FROM sessions')).rejects.toMatchObject({ code: '42501' });
    expect(await ask("UPDATE accounts SET display_name = 'x' WHERE id = $1 RETURNING id", [others.me.account])).toEqual(
      [],
    );
    await expect(ask("UPDATE accounts SET state = 'suspended'")).rejects.toMatchObject({ code: '42501' });
    await expect(
      ask(
        'SELECT append_audit(ARRAY[format(\'{"actor":"account:%s","at":1,"action":"x","subject":"x"}\', $1::text)])',
        [others.me.account],
      ),
    ).rejects.toMatchObject({ code: '42501' });
    await expect(
      ask("INSERT INTO grants (account_id, role, granted_by) VALUES ($1, 'security_admin', $1)", [mine.me.account]),
    ).rejects.toMatchObject({ code: '42501' });
  } finally {
    client.release();
  }
});
