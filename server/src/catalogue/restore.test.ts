import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import pg from 'pg';
import { openDatabase, type Database } from '../db/index.ts';
import { silent } from '../db/logger.ts';
import { createPool } from '../db/pool.ts';
import { features } from '../modules.ts';
import { placeFeatures } from '../modules/places/features.ts';
import { createTestLocation, testUrl, type TestLocation } from '../testing/database.ts';
import { insertActivity, insertSample, type Sample } from '../testing/sample.ts';
import { followChanges, type Follower } from './follow.ts';
import type { LiveCatalogue } from './live.ts';
import { loadCatalogue } from './load.ts';

const SOON = { timeout: 30_000, interval: 20 };
const WRITERS = 8;
const WRITES = 40;
// On a quick machine forty writes end before the follower is back twice: writers go on until it was cut this often.
const CUTS = 2;
const now = new Date('2026-11-23T10:00:00+08:00');
const logger = { info: () => undefined, warn: () => undefined, error: () => undefined };
const run = promisify(execFile);

let location: TestLocation;
let database: Database;
let sample: Sample;
let live: LiveCatalogue;
let follower: Follower;

beforeEach(async () => {
  location = await createTestLocation('tables');
  database = await openDatabase(location);
  sample = await insertSample(database.pool);
  const sources = { database, features, places: placeFeatures, clock: () => now };
  live = { current: await loadCatalogue(sources) };
  await live.current.text;
  follower = followChanges({ ...sources, live, logger });
});
afterEach(async () => {
  await follower.stop();
  await database.close();
  await location.remove();
});

const write = (title: string, pool: pg.Pool = database.pool) =>
  insertActivity(pool, { title, institution: sample.school, place: sample.places[0] });

function hits(): number[] {
  const page = live.current.index.page({ facets: {} }, { sort: 'soonest', limit: 100_000, scope: 'all', asOf: 0 });
  return page.map(({ id }) => id).sort((a, b) => a - b);
}

async function publicIds(pool: pg.Pool = database.pool): Promise<number[]> {
  const { rows } = await pool.query<{ id: number }>(
    'SELECT id FROM public_activities UNION ALL SELECT id FROM public_institutions ORDER BY id',
  );
  return rows.map(({ id }) => id);
}

/** Whatever the database now holds is in the catalogue, and so is what comes after. */
async function expectRecovery(): Promise<void> {
  // Connections that were cut fail once more.
  await expect.poll(() => publicIds().catch(() => null), SOON).not.toBe(null);
  const expected = await publicIds();
  await expect.poll(hits, SOON).toEqual(expected);
  const id = await write('之后');
  await expect.poll(hits, SOON).toEqual([...expected, id].sort((a, b) => a - b));
}

test('numbers of transactions that went back load everything again', async () => {
  const before = live.current;
  live.current.cursor = { xid: '9999999999999', seq: 0 };
  const id = await write('回到从前');
  await expect.poll(hits, SOON).toContain(id);
  expect(live.current).not.toBe(before);
  await expectRecovery();
});

test('a sequence that went back loads everything again', async () => {
  const before = live.current;
  live.current.cursor = { xid: before.cursor.xid, seq: 1e12 };
  await expect.poll(() => live.current, SOON).not.toBe(before);
  await expectRecovery();
});

test.runIf(testUrl)('a dump restored into a new database of the same name is what shows', async () => {
  const kept = await write('备份之前');
  const file = path.join(location.dataDir, 'dump');
  await run('pg_dump', ['-Fc', '-f', file, location.url!]);
  const lost = await write('备份之后');
  await expect.poll(hits, SOON).toContain(lost);

  const name = new URL(location.url!).pathname.slice(1);
  const admin = new pg.Client({ connectionString: testUrl });
  await admin.connect();
  await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
  await admin.query(`CREATE DATABASE ${name}`);
  await admin.end();
  expect(hits()).toContain(lost);
  await run('pg_restore', ['-d', location.url!, file]);
  await expect.poll(hits, SOON).not.toContain(lost);
  expect(hits()).toContain(kept);
  await expectRecovery();
});

test.runIf(testUrl)('a dump restored over the tables, with every connection kept, is what shows', async () => {
  const file = path.join(location.dataDir, 'dump');
  await run('pg_dump', ['-Fc', '-f', file, location.url!]);
  const lost = await write('备份之后');
  await expect.poll(hits, SOON).toContain(lost);
  await run('pg_restore', ['--clean', '-d', location.url!, file]);
  await expect.poll(hits, SOON).not.toContain(lost);
  await expectRecovery();
});

test.runIf(testUrl)('nothing is lost when connections are cut again and again under 8 writers', async () => {
  const writer = createPool({ connectionString: location.url!, application_name: 'writer' }, silent);
  let writing = true;
  let cuts = 0;
  const cut = async () => {
    while (writing) {
      const { rowCount } = await writer.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE datname = current_database() AND application_name IN ('zlm', 'zlm-changes')`,
      );
      cuts += rowCount ?? 0;
      await new Promise((resolve) => setTimeout(resolve, 60));
    }
  };
  const cutting = cut();
  const writers = Array.from({ length: WRITERS }, async (_, at) => {
    const ids: number[] = [];
    for (let i = 0; i < WRITES || cuts <= CUTS; i++) {
      ids.push(await write(`第${at}位第${i}次`, writer));
      if (i % 3 === 2) await writer.query('DELETE FROM activities WHERE id = $1', [ids[i >> 1]]);
    }
  });
  await Promise.all(writers);
  writing = false;
  await cutting;
  expect(cuts).toBeGreaterThan(CUTS);
  const expected = await publicIds(writer);
  expect(expected.length).toBeGreaterThan(WRITERS * WRITES * 0.5);
  await expect.poll(hits, SOON).toEqual(expected);
  await writer.end();
});
