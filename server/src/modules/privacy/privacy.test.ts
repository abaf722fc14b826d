import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { endpoints } from '../../contract.ts';
import { CONSENT_TEXTS, currentConsent } from '../../contract/consents.ts';
import { toCanonicalJson } from '../../crypto/canonical.ts';
import { openKeys } from '../../crypto/keys.ts';
import { sha256, toProof } from '../../crypto/token.ts';
import { personal } from '../../modules.ts';
import { startTestServer, type TestServer } from '../../testing/running.ts';
import { Visitor } from '../../testing/visitor.ts';
import { eraseDue, removeOld } from './keeping.ts';
import { toRetentionTable } from './retention-table.ts';

let server: TestServer;
let owner: pg.Pool;
beforeAll(async () => {
  server = await startTestServer({ scale: 0, settings: { DEMO_ACCOUNTS: '1' } });
  owner = await server.openWriter();
});
afterAll(async () => {
  await owner.end();
  await server.close();
});

let phones = 13_700_000_000;
const newPhone = () => String(++phones);
async function newVisitor(phone = newPhone()) {
  const visitor = new Visitor(server);
  return { visitor, phone, me: (await visitor.signIn(phone)).read(endpoints.signInWithCode).me! };
}
const one = async <T>(statement: string, values: unknown[] = []) =>
  (await owner.query<T & pg.QueryResultRow>(statement, values)).rows[0]!;
const keep = async () => ({ database: { pool: owner }, keys: await openKeys(path.join(server.dataDir, 'keys.json')) });
const turn = { now: new Date(), signal: new AbortController().signal };
const eraseNow = async () => eraseDue((await keep()) as never, turn);

test('what was agreed to is never another text', () => {
  for (const { purpose, version, text, hash } of CONSENT_TEXTS)
    expect(sha256(toCanonicalJson({ purpose, version, text })).toString('hex'), purpose).toBe(hash);
  expect(new Set(CONSENT_TEXTS.map(({ purpose, version }) => `${purpose} ${version}`)).size).toBe(CONSENT_TEXTS.length);
});

test('an account is made with the consent to it alone, and the code stays good for who agrees', async () => {
  const contact = { kind: 'phone', value: newPhone() };
  const visitor = new Visitor(server);
  const { challenge } = (await visitor.post('/api/me/codes', { contact })).read(endpoints.sendSignInCode);
  const body = { contact, challenge, code: await visitor.readCode(contact.value) };
  const accounts = () => one<{ n: number }>('SELECT count(*)::int AS n FROM accounts');
  const before = await accounts();
  for (const consent of [undefined, '2001-01-01']) {
    const refused = await visitor.post('/api/me/session', { ...body, consent });
    expect([refused.status, refused.problem.reason]).toEqual([409, 'consent_needed']);
  }
  expect(await accounts()).toEqual(before);
  const { version } = currentConsent('account');
  const { me } = (await visitor.post('/api/me/session', { ...body, consent: version })).read(endpoints.signInWithCode);
  expect(me!.consentsDue).toEqual([]);
  const { consents } = (await visitor.get('/api/me/consents')).read(endpoints.listOwnConsents);
  expect(consents).toMatchObject([{ purpose: 'account', version, withdrawnAt: null, isCurrent: true }]);
  await owner.query("UPDATE consents SET version = '2001-01-01' WHERE account_id = $1", [me!.account]);
  expect((await visitor.get('/api/me')).read(endpoints.getMe).me!.consentsDue).toEqual(['account']);
});

test('a consent is given, withdrawn with one act, and what was done for it stops', async () => {
  const { visitor, me } = await newVisitor();
  const { version } = currentConsent('real_name');
  const old = await visitor.post('/api/me/consents', { purpose: 'real_name', version: '2001-01-01' });
  expect([old.status, old.problem.errors![0]!.field]).toEqual([400, 'version']);
  for (let twice = 0; twice < 2; twice++)
    (await visitor.post('/api/me/consents', { purpose: 'real_name', version })).read(endpoints.giveConsent);
  await owner.query(
    `UPDATE persons SET name = 'x', id_number = 'x', id_number_index = $2, verified_at = now(), minor_until = '2030-01-01'
     WHERE id = (SELECT person_id FROM accounts WHERE id = $1)`,
    [me.account, randomUUID()],
  );
  const { consents } = (await visitor.send('DELETE', '/api/me/consents/real_name')).read(endpoints.withdrawConsent);
  expect(consents.filter(({ purpose }) => purpose === 'real_name').map(({ isCurrent }) => isCurrent)).toEqual([false]);
  expect(
    await one(
      `SELECT name, id_number, verified_at, minor_until::text FROM persons p JOIN accounts a ON a.person_id = p.id WHERE a.id = $1`,
      [me.account],
    ),
  ).toEqual({ name: null, id_number: null, verified_at: null, minor_until: '2030-01-01' });
  expect((await visitor.send('DELETE', '/api/me/consents/real_name')).status).toBe(404);
  const basis = await visitor.send('DELETE', '/api/me/consents/account');
  expect([basis.status, basis.problem.reason]).toEqual([409, 'consent_is_account']);
});

test('every table that holds something of persons says so', async () => {
  const { rows } = await owner.query<{ name: string }>(`
    SELECT DISTINCT table_name AS name FROM information_schema.columns
      JOIN information_schema.tables t USING (table_schema, table_name)
      WHERE table_schema = 'public' AND t.table_type = 'BASE TABLE' AND column_name IN ('account_id', 'person_id', 'actor', 'value_index')
    UNION SELECT c.relname FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
      WHERE k.contype = 'f' AND k.confrelid IN ('accounts'::regclass, 'persons'::regclass)`);
  const known = personal.map(({ table }) => table);
  expect(rows.map(({ name }) => name).filter((name) => !known.includes(name))).toEqual([]);
  expect(new Set(known).size).toBe(known.length);
});

test('the page says what is kept, and how long, as it is', async () => {
  const page = await readFile(new URL('../../../../docs/privacy.md', import.meta.url), 'utf8');
  const plain = (text: string) => text.replaceAll(/ +/g, ' ').replaceAll(/-+/g, '-');
  expect(plain(page)).toContain(plain(toRetentionTable(personal)));
});

test('everything stored about somebody is told, opened and taken along; formulas stay text', async () => {
  const { visitor, phone } = await newVisitor();
  await visitor.send('PATCH', '/api/me', { body: { displayName: '=1+1' } });
  const valueOf = (data: ReturnType<typeof tables>, table: string, column: string) =>
    data
      .find((of) => of.table === table)!
      .rows.flat()
      .find((of) => of.column === column)!.value;
  const tables = (answer: Awaited<ReturnType<Visitor['get']>>) => answer.read(endpoints.getOwnData).tables;
  for (const url of ['/api/me/data', '/api/me/data.json']) {
    const data = tables(await visitor.get(url));
    expect(valueOf(data, 'contacts', 'value')).toBe(phone);
    expect(valueOf(data, 'accounts', 'display_name')).toBe('=1+1');
    expect(valueOf(data, 'consents', 'purpose')).toBe('account');
    expect(valueOf(data, 'accounts', 'made_at')).toMatch(/^\d{4}-\d\d-\d\dT.*\+08:00$/);
  }
  const { cookie } = visitor;
  const csv = await fetch(`${server.url}/api/me/data.csv`, { headers: { cookie: cookie! } });
  const text = await csv.text();
  expect([csv.status, csv.headers.get('cache-control')]).toEqual([200, 'private, no-store']);
  expect(text).toContain(phone);
  expect(text).toContain("'=1+1");
  expect(text).not.toMatch(/[,\n]=1/);
  expect((await one<{ n: number }>("SELECT count(*)::int AS n FROM audit WHERE action = 'data.export'")).n).toBe(2);
  await owner.query("UPDATE sessions SET stepped_up_at = '2020-01-01'");
  for (const url of ['/api/me/data.json', '/api/me/data.csv'])
    expect((await visitor.get(url)).problem.reason).toBe('step_up');
  expect((await visitor.post('/api/me/erasure', {})).problem.reason).toBe('step_up');
  expect((await new Visitor(server).get('/api/me/data')).status).toBe(401);
});

test('an erasure is taken back by signing in, and comes after 15 days', async () => {
  const { visitor, phone } = await newVisitor();
  const other = (await newVisitor(phone)).visitor;
  const { eraseAt } = (await visitor.post('/api/me/erasure', {})).read(endpoints.beginErasure);
  expect((Date.parse(eraseAt) - Date.now()) / 86_400_000).toBeCloseTo(15, 1);
  expect((await other.get('/api/me/devices')).status).toBe(401);
  expect(await eraseNow()).toBe(0);
  const again = await newVisitor(phone);
  expect(again.me.eraseAt).toBe(eraseAt);
  expect((await again.visitor.send('DELETE', '/api/me/erasure')).status).toBe(200);
  expect((await again.visitor.send('DELETE', '/api/me/erasure')).status).toBe(404);
  expect((await again.visitor.get('/api/me')).read(endpoints.getMe).me!.eraseAt).toBe(null);
});

test('the last administrator of a kind stays', async () => {
  const [first, second] = [await newVisitor(), await newVisitor()];
  const give = (account: string) =>
    owner.query("INSERT INTO grants (account_id, role, valid) VALUES ($1, 'audit_admin', '[2020-01-01,)')", [account]);
  // Those of the demonstration do not stand in for anybody here.
  await owner.query("DELETE FROM grants WHERE role = 'audit_admin'");
  await give(first.me.account);
  const refused = await first.visitor.post('/api/me/erasure', {});
  expect([refused.status, refused.problem.reason]).toEqual([409, 'last_administrator']);
  await give(second.me.account);
  expect((await first.visitor.post('/api/me/erasure', {})).status).toBe(200);
  expect((await second.visitor.post('/api/me/erasure', {})).problem.reason).toBe('last_administrator');
});

test('what is kept no longer is removed each day, and what is younger stays', async () => {
  await newVisitor();
  const counted = () =>
    one(
      'SELECT (SELECT count(*)::int FROM challenges) AS challenges, (SELECT count(*)::int FROM sessions) AS sessions',
    );
  const before = await counted();
  await removeOld((await keep()) as never, turn);
  expect(await counted()).toEqual(before);
  await owner.query("UPDATE challenges SET made_at = made_at - interval '25 hours'");
  await owner.query("UPDATE acts_done SET made_at = made_at - interval '49 hours'");
  const removed = await removeOld((await keep()) as never, turn);
  expect(removed.map(({ table }) => table).sort()).toEqual(expect.arrayContaining(['acts_done', 'challenges']));
  expect((await one<{ n: number }>('SELECT count(*)::int AS n FROM challenges')).n).toBe(0);
});

test('as the application role nobody erases what is not due, reads what is sealed or dates a consent back', async () => {
  const [mine, others] = [await newVisitor(), await newVisitor()];
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
    for (const account of [mine.me.account, others.me.account])
      await expect(ask("SELECT erase_due_account($1, '{}')", [account])).rejects.toMatchObject({ code: '42501' });
    const told = await ask("SELECT told FROM personal_data() WHERE of_table = 'contacts'");
    expect(told.length).toBe(1);
    for (const statement of [
      "INSERT INTO consents (account_id, purpose, version) VALUES ($1, 'real_name', 'x')",
      'UPDATE consents SET withdrawn_at = NULL WHERE account_id = $1',
      "UPDATE accounts SET state = 'active', erase_at = NULL WHERE id = $1",
    ])
      await expect(ask(statement, [mine.me.account]), statement).rejects.toMatchObject({ code: '42501' });
    await ask("SELECT give_first_consent($1, 'x', sha256(''))", [others.me.account]);
    expect(await ask('SELECT DISTINCT account_id FROM consents')).toEqual([{ account_id: mine.me.account }]);
  } finally {
    client.release();
  }
});
