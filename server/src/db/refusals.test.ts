import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestLocation, testUrl, type TestLocation } from '../testing/database.ts';
import { mountSmallDisk } from '../testing/small-disk.ts';
import { withName } from '../testing/template.ts';
import { WELL } from './database.ts';
import { openDatabase, toAppError, type Database } from './index.ts';
import { createPool } from './pool.ts';
import { Refusals } from './refusals.ts';

const EVERY_MS = 100;
/** A server is probed every 3 s. */
const PROBED_MS = 3_500;
const lines: string[] = [];
const write = (fields: object, message: string) => void lines.push(`${message} ${JSON.stringify(fields)}`);
const logger = { info: () => undefined, warn: write, error: write };
const BEGAN = /^the database refuses writes/;
const ENDED = /^the database takes writes again/;
const told = (pattern: RegExp) => lines.filter((line) => pattern.test(line)).length;
const raise = (code: string) => `DO $$ BEGIN RAISE EXCEPTION 'refused' USING ERRCODE = '${code}'; END $$`;

beforeEach(() => void lines.splice(0));

// The embedded database watches its own files.
describe.runIf(testUrl)('a server that refuses writes', () => {
  let location: TestLocation;
  let pool: pg.Pool;
  let refusals: Refusals;
  beforeAll(async () => {
    location = await createTestLocation();
    pool = createPool({ connectionString: location.url! }, logger);
    refusals = new Refusals(pool, logger, { everyMs: EVERY_MS });
    pool.on('connect', (client) => refusals.watch(client));
  });
  afterAll(async () => {
    refusals.close();
    await pool.end();
    await location.remove();
  });
  afterEach(() => expect.poll(() => refusals.reason, { interval: 10 }).toBe(null));

  test.each([
    ['53100', 'disk-full'],
    ['53200', 'no-memory'],
    ['25006', 'read-only'],
  ])('is known by a statement that failed with %s, as %s, and tried again', async (code, reason) => {
    await expect(pool.query(raise(code))).rejects.toMatchObject({ code });
    expect(refusals.reason).toBe(reason);
    await expect(pool.query(raise(code))).rejects.toMatchObject({ code });
    await expect.poll(() => refusals.reason, { interval: 10 }).toBe(null);
    expect([told(BEGAN), told(ENDED)]).toEqual([1, 1]);
  });

  test.each(['23514', '40001', '53300', '57014'])('is not what fails with %s', async (code) => {
    await expect(pool.query(raise(code))).rejects.toMatchObject({ code });
    expect([refusals.reason, lines]).toEqual([null, []]);
  });

  test('is refusing until a write of some size is taken, however well it reads', async () => {
    await pool.query('CREATE TABLE rows (i int)');
    await pool.query(
      `ALTER DATABASE ${new URL(location.url!).pathname.slice(1)} SET default_transaction_read_only = on`,
    );
    // Only new connections begin like that.
    await pool.query('SELECT pg_terminate_backend(pg_backend_pid())').catch(() => undefined);
    await expect(pool.query('INSERT INTO rows VALUES (1)')).rejects.toMatchObject({ code: '25006' });
    await wait(5 * EVERY_MS);
    expect((await pool.query('SELECT FROM rows')).rowCount).toBe(0);
    expect(refusals.reason).toBe('read-only');
    await pool.query(
      `BEGIN READ WRITE; ALTER DATABASE ${new URL(location.url!).pathname.slice(1)} RESET default_transaction_read_only; COMMIT`,
    );
    await pool.query('SELECT pg_terminate_backend(pg_backend_pid())').catch(() => undefined);
    await expect.poll(() => refusals.reason, { interval: 10 }).toBe(null);
    await pool.query('INSERT INTO rows VALUES (1)');
    expect([told(BEGAN), told(ENDED)]).toEqual([1, 1]);
  });
});

test.runIf(testUrl)(
  'a server whose disk is really full is known by what fails, while tiny writes still fit',
  async (context) => {
    const disk = mountSmallDisk(96, 'postgres');
    if (!disk) return context.skip('mounting a small disk is not possible here');
    const name = `zlm_${randomUUID().slice(0, 8)}`;
    const owner = new pg.Client({ connectionString: testUrl! });
    await owner.connect();
    let db: Database | null = null;
    try {
      await owner.query(`CREATE TABLESPACE ${name} LOCATION '${disk.path}'`);
      await owner.query(`CREATE DATABASE ${name} TABLESPACE ${name}`);
      db = await openDatabase({ url: withName(testUrl!, name), dataDir: disk.path, logger });
      await db.pool.query('CREATE TABLE rows (i int, padding text)');
      await db.pool.query('INSERT INTO rows VALUES (0)');
      // The first connection after a change of the catalogue writes a file that has no room later.
      const first = new pg.Client({ connectionString: withName(testUrl!, name) });
      await first.connect();
      await first.end();
      disk.fill(300 * 1024);
      const large = await db.pool
        .query("INSERT INTO rows SELECT i, repeat('x', 700) FROM generate_series(1, 3000) i")
        .then(() => null, toAppError);
      expect(large).toMatchObject({ kind: 'full', code: '53100' });
      await db.pool.query('INSERT INTO rows VALUES (1)');
      expect(db.state()).toEqual({ reads: true, writes: false, reason: 'disk-full' });
      // A probe later it is as full as it was.
      await wait(PROBED_MS);
      await db.pool.query('INSERT INTO rows VALUES (2)');
      expect(db.state().reason).toBe('disk-full');
      disk.free();
      await expect.poll(() => db!.state(), { interval: 50 }).toEqual(WELL);
      expect((await db.pool.query('SELECT FROM rows')).rowCount).toBe(3);
      expect([told(BEGAN), told(ENDED)]).toEqual([1, 1]);
    } finally {
      await db?.close();
      await owner.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      await owner.query(`DROP TABLESPACE IF EXISTS ${name}`);
      await owner.end();
      disk.remove();
    }
  },
);
