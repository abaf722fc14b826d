import { generateKeyPairSync } from 'node:crypto';
import type { ClientBase } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { signCheckpoint, toPublicKey } from '@zlm/server/crypto/checkpoint';
import type { Database } from '@zlm/server/db';
import { openTestDatabase } from '../testing/database.ts';
import { toLines, verifyRecord } from './report.ts';

let database: Database;
beforeAll(async () => void (database = await openTestDatabase()));
afterAll(() => database.close());

const keys = generateKeyPairSync('ed25519');
const trusted = toPublicKey(keys);
const run = <T>(work: (client: ClientBase) => Promise<T>) => database.maintain(work);

test('the record is read in batches, and what somebody changed in the database is named', async () => {
  const payload = (n: number) => JSON.stringify({ action: 'x', actor: 'system:x', at: n, subject: `thing:${n}` });
  await run(async (client) => {
    await client.query(`SELECT set_config('app.actor', 'system:x', false)`);
    await client.query('SELECT append_audit($1::text[])', [Array.from({ length: 5_003 }, (_, n) => payload(n))]);
  });
  const { rows } = await database.pool.query<{ hash: Buffer }>('SELECT hash FROM audit WHERE seq = 5001');
  const checkpoints = [signCheckpoint(keys, { size: 5_001, hash: rows[0]!.hash.toString('hex'), at: '' })];
  const verify = () => run((client) => verifyRecord(client, { checkpoints, trusted }));
  const whole = await verify();
  expect(whole).toMatchObject({ size: 5_003, checkpoints: 1, bad: null });
  expect(toLines(whole)[0]).toMatch(/^the record of acts is whole: 5,003 entries read, [\d,]+ a second$/);

  const changed = async (sql: string) => {
    await database.pool.query(
      `ALTER TABLE audit DISABLE TRIGGER audit_stays; ${sql}; ALTER TABLE audit ENABLE TRIGGER audit_stays`,
    );
    return toLines(await verify())[0];
  };
  await changed(
    'DELETE FROM audit WHERE seq > 5000; UPDATE audit_head SET size = 5000, hash = (SELECT hash FROM audit WHERE seq = 5000)',
  );
  expect(toLines(await verify())[0]).toMatch(/^entry 5001 is missing, though it was signed/);
  expect(await changed(`UPDATE audit SET payload = replace(payload, 'thing:41', 'thing:42') WHERE seq = 42`)).toBe(
    'entry 42 is not what its hash says',
  );
  expect(await changed('DELETE FROM audit WHERE seq = 7')).toBe('entry 7 is missing');
});
