import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ensureCluster, openCluster } from '../db/embedded/cluster.ts';
import { DurableFiles } from '../db/embedded/durable-files.ts';
import { audit } from '../modules/audit/migrations/20261130000000_audit.ts';
import { DiskModel } from './power-cut.ts';
import { readRecord } from './record.ts';
import { forRounds, randomFrom, seed } from './rounds.ts';

const CUTS_AT_ONCE = 2;
const CACHES = [fileURLToPath(new URL('../../../node_modules/.cache/zlm', import.meta.url))];

let root: string;
beforeEach(async () => void (root = await mkdtemp(path.join(tmpdir(), 'zlm-power-'))));
afterEach(() => rm(root, { recursive: true, force: true }));

/** Writes with checkpoints among it and cuts the power after each entry of `cuts`; answers what each copy must hold. */
async function writeAndCut(cuts: { after: number; keep: number }[], relaxed: boolean) {
  const directory = path.join(root, 'pgdata');
  await ensureCluster(directory, CACHES);
  const disk = new DiskModel(directory, path.join(root, 'begin'));
  const copies: { directory: string; acknowledged: number }[] = [];
  try {
    const files = new DurableFiles(directory);
    files.relaxed = relaxed;
    const db = await openCluster(files, CACHES);
    await db.exec('CREATE TABLE ledger (n int PRIMARY KEY, padding text, changed int NOT NULL DEFAULT 0)');
    await db.exec('CREATE ROLE zlm_app');
    await audit.up({ query: (sql: string) => db.exec(sql) });
    await db.exec(`CREATE FUNCTION app_actor() RETURNS text LANGUAGE sql AS $$ SELECT 'system:cut' $$`);
    const last = Math.max(...cuts.map(({ after }) => after));
    for (let n = 1; n <= last; n++) {
      const entry = JSON.stringify({ action: 'cut.write', actor: 'system:cut', at: n, subject: `ledger:${n}` });
      await db.query('WITH entry AS (SELECT append_audit($3)) INSERT INTO ledger SELECT $1::int, $2 FROM entry', [
        ...[n, 'x'.repeat((n * 37) % 2000), [entry]],
      ]);
      if (n % 7 === 0) await db.exec('UPDATE ledger SET changed = changed + 1');
      if (n % 60 === 0) await db.exec('CHECKPOINT');
      for (const [at, { after, keep }] of cuts.entries()) {
        if (after !== n) continue;
        const copy = path.join(root, `cut-${at}`);
        disk.cut(copy, randomFrom(n), keep);
        copies.push({ directory: copy, acknowledged: n });
      }
    }
    await db.close();
  } finally {
    disk.stop();
  }
  return copies;
}

/** What the copy holds, or null when it does not open. */
async function readLedger(
  directory: string,
): Promise<{ last: number; size: number; changes: number; record: { size: number; bad: unknown } } | null> {
  try {
    const db = await openCluster(new DurableFiles(directory), CACHES);
    const sums = 'max(n) AS last, count(*)::int AS size, sum(changed)::int AS changes';
    const { rows } = await db.query<{ last: number; size: number; changes: number }>(`SELECT ${sums} FROM ledger`);
    const record = await readRecord((sql) => db.query(sql));
    await db.close();
    return { ...rows[0]!, record };
  } catch {
    return null;
  }
}

test('a power cut loses no acknowledged row', async () => {
  const random = randomFrom(seed);
  await forRounds(async () => {
    const cuts = Array.from({ length: CUTS_AT_ONCE }, () => ({
      after: 30 + Math.floor(random() * 200),
      keep: Math.floor(random() * 3) / 2,
    }));
    for (const { directory, acknowledged } of await writeAndCut(cuts, false)) {
      const changes = Array.from({ length: Math.floor(acknowledged / 7) }, (_, at) => (at + 1) * 7);
      expect(await readLedger(directory)).toEqual({
        last: acknowledged,
        size: acknowledged,
        changes: changes.reduce((sum, rows) => sum + rows, 0),
        record: { size: acknowledged, bad: null },
      });
    }
    await rm(root, { recursive: true });
    await mkdir(root);
  });
}, 600_000);

test('without syncing it would: the model can tell', async () => {
  const [copy] = await writeAndCut([{ after: 65, keep: 0.5 }], true);
  expect((await readLedger(copy!.directory))?.size).not.toBe(65);
});
