import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openKeys, type Keys } from '@zlm/server/crypto/keys';
import type { Database } from '@zlm/server/db';
import { openTestDatabase } from '../testing/database.ts';
import { makeAdministrators, type Administrator } from './first-administrator.ts';

let database: Database;
let folder: string;
let keys: Keys;
beforeAll(async () => {
  database = await openTestDatabase();
  folder = await mkdtemp(path.join(tmpdir(), 'zlm-admin-'));
  keys = await openKeys(path.join(folder, 'keys.json'));
  await database.pool.query('UPDATE installation SET keys_id = $1', [keys.id]);
});
afterAll(async () => {
  await database.close();
  await rm(folder, { recursive: true, force: true });
});

const make = (...wanted: Administrator[]) => database.maintain((client) => makeAdministrators(client, keys, wanted));
const count = async (table: string) =>
  (await database.pool.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`)).rows[0]!.n;

test('the first administrators are three persons, made once and noted; then the app gives roles', async () => {
  const [one, two, three] = ['13800000001', '13800000002', '13800000003'] as const;
  await expect(make({ phone: one, role: 'system_admin' }, { phone: one, role: 'audit_admin' })).rejects.toThrow(
    /never one person/,
  );
  expect([await count('accounts'), await count('grants'), await count('audit')]).toEqual([0, 0, 0]);
  const made = await make(
    { phone: one, role: 'system_admin' },
    { phone: two, role: 'security_admin' },
    { phone: three, role: 'audit_admin' },
  );
  expect(made.map(({ isNew }) => isNew)).toEqual([true, true, true]);
  for (const role of ['system_admin', 'audit_admin'] as const)
    await expect(make({ phone: '13800000004', role })).rejects.toThrow(/a security administrator gives this role/);
  await make({ phone: '13800000004', role: 'security_admin' });
  await expect(make({ phone: '13800000005', role: 'security_admin' })).rejects.toThrow(/another one confirms/);
  const { rows } = await database.pool.query<{ actor: string; action: string }>('SELECT actor, action FROM audit');
  expect(rows).toEqual(Array(4).fill({ actor: 'system:admin-create', action: 'grants.give' }));
});

test('other keys than those of the database make nothing', async () => {
  const others = await openKeys(path.join(folder, 'others.json'));
  await expect(
    database.maintain((client) => makeAdministrators(client, others, [{ phone: '13800000009', role: 'audit_admin' }])),
  ).rejects.toThrow(/KEYS_FILE/);
});
