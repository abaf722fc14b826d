import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ROLES, traitsOfRole } from '../../contract/access.ts';
import { openKeys, type Keys } from '../../crypto/keys.ts';
import { StartupError } from '../../db/index.ts';
import { NotFound } from '../../errors.ts';
import { openTestDatabase, type TestDatabase } from '../../testing/database.ts';
import { insertInstitution, insertSample } from '../../testing/sample.ts';
import { prepareDemoAccounts, refuseDemoAccounts } from './prepare.ts';
import { listDemoAccounts, signInAsDemo } from './service.ts';

let db: TestDatabase;
let folder: string;
let keys: Keys;
beforeAll(async () => {
  db = await openTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'zlm-demo-'));
  keys = await openKeys(join(folder, 'keys.json'));
});
afterAll(async () => {
  await db.close();
  await rm(folder, { recursive: true, force: true });
});

const now = new Date();
const acting = { actor: { kind: 'anonymous' } as const, now, requestId: 'r', device: '' };

test('there is one for each role, made once, with branches of three tiers once there are institutions', async () => {
  await refuseDemoAccounts(db.pool);
  await prepareDemoAccounts(db.pool, keys, now);
  const parts = { database: db, isOn: true };
  expect((await listDemoAccounts(parts, 'en')).map(({ role }) => role)).toEqual([null, ...ROLES]);
  await insertSample(db.pool);
  await db.pool.query('DELETE FROM institutions');
  const ids: number[] = [];
  for (const name of ['省', '市', '县']) {
    const id = await insertInstitution(db.pool, name);
    const above = ids.at(-1);
    if (above) await db.pool.query("INSERT INTO institution_parents VALUES ($1, $2, '[2020-01-01,)')", [id, above]);
    ids.push(id);
  }
  await db.pool.query('UPDATE institutions SET is_demo = true');
  await Promise.all([1, 2, 3].map(() => prepareDemoAccounts(db.pool, keys, now)));
  const listed = await listDemoAccounts(parts, 'zh-CN');
  for (const { role, institution } of listed)
    expect(institution !== null, String(role)).toBe(role !== null && traitsOfRole(role).isLocal);
  expect(new Set(listed.flatMap(({ institution }) => institution?.id ?? []))).toEqual(new Set(ids));
  const { rows } = await db.pool.query<{ n: number }>('SELECT count(*)::int AS n FROM accounts WHERE is_demo');
  expect(rows[0]!.n).toBe(ROLES.length + 1);
  const entries = await db.pool.query("SELECT FROM audit WHERE action = 'accounts.make_demo'");
  expect(entries.rowCount).toBe(ROLES.length + 1 + 4);
});

test('everybody may sign in as one of them, where they are on, and as nobody else', async () => {
  const on = { database: db, keys, isOn: true };
  const [one] = await listDemoAccounts(on, 'en');
  const entering = { ...acting, deviceToken: null };
  expect((await signInAsDemo(on, entering, one!.account)).session!.seconds).toBe(3600);
  await expect(signInAsDemo(on, entering, crypto.randomUUID())).rejects.toBeInstanceOf(NotFound);
  const off = { ...on, isOn: false };
  await expect(signInAsDemo(off, entering, one!.account)).rejects.toBeInstanceOf(NotFound);
  await expect(listDemoAccounts(off, 'en')).rejects.toBeInstanceOf(NotFound);
});

test('production does not begin while somebody could sign in as one, or is', async () => {
  await expect(refuseDemoAccounts(db.pool)).rejects.toBeInstanceOf(StartupError);
  await db.pool.query("UPDATE accounts SET state = 'suspended' WHERE is_demo");
  await expect(refuseDemoAccounts(db.pool)).rejects.toThrow(/demo:remove/);
  await db.pool.query('DELETE FROM sessions');
  await refuseDemoAccounts(db.pool);
});
