import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openDatabase } from '../db/index.ts';
import { crashWriter } from './crash.ts';
import { readRecord } from './record.ts';
import { forRounds, seed } from './rounds.ts';
import { copyTemplate } from './template.ts';

test('no acknowledged row is lost to kill -9, and the database opens every time', async () => {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'zlm-crash-'));
  await copyTemplate('tables', dataDir);
  const delays = fc.sample(fc.integer({ min: 0, max: 900 }), { numRuns: 1000, seed });
  let acknowledged = 0;
  const openings: number[] = [];
  const crashAfter = async (ms: number) => {
    const crash = await crashWriter(dataDir, ms);
    if (crash.openMs === null) return;
    openings.push(crash.openMs);
    expect(crash.found).toBeGreaterThanOrEqual(acknowledged);
    acknowledged = Math.max(crash.acknowledged, crash.found);
  };
  const rounds = await forRounds((round) => {
    const delay = delays[round % delays.length]!;
    // Every fourth process dies while it opens the database.
    return crashAfter(round % 4 === 3 ? -delay - 400 : delay);
  });
  // On a busy machine few rounds may all have ended before a first row.
  for (let delay = 900; acknowledged === 0; delay *= 2) await crashAfter(delay);
  const db = await openDatabase({ dataDir });
  const { rows } = await db.pool.query('SELECT max(n) AS last, count(*) AS size FROM ledger WHERE n = twin');
  const { last, size } = rows[0] as { last: number; size: number };
  expect(last).toBeGreaterThanOrEqual(acknowledged);
  expect(size).toBe(last);
  // Each row and its entry are there together, and no kill left a hole.
  expect(await readRecord((sql) => db.pool.query(sql))).toEqual({ size: last, bad: null });
  expect(acknowledged).toBeGreaterThan(0);
  await db.close();
  await rm(dataDir, { recursive: true, force: true });
  console.log(
    `${rounds} kills, ${acknowledged} acknowledged rows kept, opened in ${Math.round(Math.max(...openings))} ms at most`,
  );
}, 600_000);
