import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { mountSmallDisk } from '../../testing/small-disk.ts';
import { WELL } from '../database.ts';
import { openDatabase, toAppError } from '../index.ts';
import { createPool, withMaintenance, type PoolSettings } from '../pool.ts';
import { EmbeddedBackend } from './backend.ts';
import { repositoryCache } from './cache.ts';
import { createFaults, FAULT, FAULT_COUNT } from './faults.ts';
import { PortStream } from './port-stream.ts';

const STATEMENT_MS = 1000;
const SILENT_MS = 2000;
const RETRY_MS = 200;
/** Four seconds on a quiet machine, opening twice at worst. */
const BACK_MS = 30_000;
// As WASI numbers them.
const ENOSPC = 51;
const EIO = 29;
const EROFS = 69;

const lines: string[] = [];
const write = (fields: object, message: string) => void lines.push(`${message} ${JSON.stringify(fields)}`);
const logger = { info: () => undefined, warn: write, error: write };
const faults = createFaults();

let root: string;
let backend: EmbeddedBackend;
let settings: PoolSettings;
let pool: pg.Pool;
beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'zlm-watchdog-'));
  backend = new EmbeddedBackend({
    dataDir: path.join(root, 'pgdata'),
    caches: [repositoryCache],
    statementMs: STATEMENT_MS,
    silentMs: SILENT_MS,
    retryMs: RETRY_MS,
    idleInTransactionMs: 10_000,
    logger,
    faults,
    resourceLimits: { maxOldGenerationSizeMb: 160 },
  });
  await backend.open();
  settings = { user: 'postgres', database: 'postgres', stream: () => new PortStream(backend) };
  pool = createPool(settings, logger);
  await pool.query('CREATE TABLE rows (i serial PRIMARY KEY, padding text)');
});
afterAll(async () => {
  for (let place = 0; place < FAULT_COUNT; place++) Atomics.store(faults, place, 0);
  await pool.end();
  await backend.close();
  await rm(root, { recursive: true, force: true });
});
afterEach(async () => {
  for (let place = 0; place < FAULT_COUNT; place++) Atomics.store(faults, place, 0);
  await expect.poll(() => backend.state().writes, { timeout: BACK_MS }).toBe(true);
});
beforeEach(() => void lines.splice(0));

const INSERT = "INSERT INTO rows (padding) SELECT repeat('x', 700) FROM generate_series(1, 60)";
const countRows = async (on: pg.Pool) => (await on.query<{ n: number }>('SELECT count(*) n FROM rows')).rows[0]!.n;

const STORAGE = 'the files of the database cannot be written';
const cases = [
  { name: 'no space for the log', place: FAULT.logWrite, value: ENOSPC, reason: 'disk-full', line: STORAGE },
  { name: 'no space for data', place: FAULT.dataWrite, value: ENOSPC, reason: 'disk-full', line: STORAGE },
  { name: 'no space at a sync', place: FAULT.sync, value: ENOSPC, reason: 'disk-full', line: STORAGE },
  { name: 'data that cannot be written', place: FAULT.dataWrite, value: EIO, reason: 'file-error', line: STORAGE },
  { name: 'a sync that fails', place: FAULT.sync, value: EIO, reason: 'file-error', line: STORAGE },
  { name: 'an endless loop', place: FAULT.loop, value: 1, reason: 'database', line: 'did nothing for 2 s' },
  { name: 'the same page for ever', place: FAULT.rewrite, value: 1, reason: 'database', line: 'did nothing for 2 s' },
  {
    name: 'stuck between statements',
    place: FAULT.idleLoop,
    value: 1,
    reason: 'database',
    line: 'did nothing for 2 s',
  },
  { name: 'out of memory', place: FAULT.memory, value: 1, reason: 'database', line: 'memory' },
] as const;

test.each(cases)('$name: told, logged, mended by itself, no row lost', async ({ place, value, reason, line }) => {
  const before = await countRows(pool);
  const seen = new Set<string | null>();
  const look = setInterval(() => seen.add(backend.state().reason), 5);
  Atomics.store(faults, place, value);
  let kept = 0;
  const failed = await withMaintenance(settings, async (client) => {
    for (; kept < 100; kept++) {
      await client.query(INSERT);
      // A fault of the data is met here at the latest.
      await client.query('CHECKPOINT');
    }
  }).then(() => null, toAppError);
  expect(failed).toMatchObject({ kind: reason === 'disk-full' ? 'full' : 'unavailable' });
  await expect.poll(() => lines.join('\n')).toContain(line);
  await expect.poll(() => seen, { interval: 10 }).toContain(reason);
  Atomics.store(faults, place, 0);
  await expect.poll(() => backend.state(), { interval: 20, timeout: BACK_MS }).toEqual(WELL);
  clearInterval(look);
  expect(await countRows(pool)).toBeGreaterThanOrEqual(before + 60 * kept);
  await pool.query(INSERT);
});

test('while its files only read everybody is refused at once', async () => {
  Atomics.store(faults, FAULT.logWrite, EROFS);
  const failed = await pool.query(INSERT).then(() => null, toAppError);
  expect(failed).toMatchObject({ kind: 'unavailable', code: '58030' });
  const asked = performance.now();
  const refused = await pool.query('SELECT').then(() => null, toAppError);
  expect(refused).toMatchObject({ kind: 'unavailable', code: '57P03' });
  expect(performance.now() - asked).toBeLessThan(2000);
  expect(backend.state()).toEqual({ reads: false, writes: false, reason: 'read-only' });
});

test('a disk that is really full refuses writes with a sentence until there is space', async (context) => {
  const disk = mountSmallDisk(120);
  if (!disk) return context.skip('mounting a small disk is not possible here');
  const db = await openDatabase({ dataDir: path.join(disk.path, 'data'), logger });
  try {
    await db.pool.query(`CREATE TABLE rows (i int PRIMARY KEY, padding text) WITH (fillfactor = 40)`);
    await db.pool.query(`INSERT INTO rows SELECT i, repeat(md5(i::text), 20) FROM generate_series(1, 20000) i`);
    await db.pool.query('CHECKPOINT');
    disk.fill(600 * 1024);
    let kept = 0;
    // No table grows: it is the log that finds no space.
    const full = await db
      .maintain(async (client) => {
        for (; kept < 900; kept++) {
          await client.query('UPDATE rows SET padding = $2 WHERE i BETWEEN $1 AND $1 + 19', [kept * 20 + 1, 'kept']);
        }
      })
      .then(() => null, toAppError);
    expect(full).toMatchObject({ kind: 'full', code: '53100' });
    expect(db.state()).toMatchObject({ writes: false, reason: 'disk-full' });
    expect(lines.join('\n')).toContain('disk-full');
    disk.free();
    await expect.poll(() => db.state().writes, { interval: 50, timeout: BACK_MS }).toBe(true);
    const { rows } = await db.pool.query<{ n: number }>(`SELECT count(*) n FROM rows WHERE padding = 'kept'`);
    expect(rows[0]!.n).toBeGreaterThanOrEqual(kept * 20);
    await db.pool.query(`UPDATE rows SET padding = 'kept' WHERE i = 20000`);
  } finally {
    disk.free();
    await db.close();
    disk.remove();
  }
});
