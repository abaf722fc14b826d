import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openDatabase } from '../db/index.ts';
import { crashWriter } from './crash.ts';

const ROUNDS = Number(process.env.CRASH_ROUNDS ?? 3);

test('no acknowledged row is lost to kill -9, and the database opens every time', async () => {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'zlm-crash-'));
  // Every fourth process dies while it opens the database.
  const delays = fc.sample(fc.integer({ min: 0, max: 900 }), { numRuns: ROUNDS, seed: 20 });
  let acknowledged = 0;
  const openings: number[] = [];
  for (const [round, delay] of delays.entries()) {
    const crash = await crashWriter(dataDir, round % 4 === 3 ? -delay - 400 : delay);
    if (crash.openMs === null) continue;
    openings.push(crash.openMs);
    expect(crash.found).toBeGreaterThanOrEqual(acknowledged);
    acknowledged = Math.max(crash.acknowledged, crash.found);
  }
  const db = await openDatabase({ dataDir });
  const { rows } = await db.pool.query('SELECT max(n) AS last, count(*) AS size FROM ledger WHERE n = twin');
  const { last, size } = rows[0] as { last: number; size: number };
  expect(last).toBeGreaterThanOrEqual(acknowledged);
  expect(size).toBe(last);
  expect(acknowledged).toBeGreaterThan(0);
  await db.close();
  await rm(dataDir, { recursive: true, force: true });
  console.log(
    `${ROUNDS} kills, ${acknowledged} acknowledged rows kept, opened in ${Math.round(Math.max(...openings))} ms at most`,
  );
}, 600_000);
