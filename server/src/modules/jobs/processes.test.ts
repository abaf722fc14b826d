import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openDatabase, withActor, type Database } from '../../db/index.ts';
import { createTestLocation, type TestLocation } from '../../testing/database.ts';
import { startJobProcess, type JobProcess } from '../../testing/job-process.ts';
import { enqueue } from './queries.ts';

const EACH = Number(process.env['ROUNDS_MS'] ?? 0) > 60_000 ? 3_000 : 150;

let location: TestLocation;
let database: Database;
let processes: JobProcess[];
beforeAll(async () => {
  location = await createTestLocation('tables');
  database = await openDatabase({ url: location.url, dataDir: location.dataDir, statementMs: 30_000 });
  await database.pool.query('CREATE TABLE effects (job bigint NOT NULL); GRANT INSERT ON effects TO zlm_app');
});
afterAll(async () => {
  await database.close();
  await location.remove();
});
beforeEach(async () => {
  await database.pool.query('TRUNCATE jobs, job_periods, effects');
});

const count = async (sql: string) =>
  (await database.pool.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${sql}`)).rows[0]!.n;
const startThree = async () => void (processes = await Promise.all([1, 2, 3].map(() => startJobProcess(location))));
const endAll = () => Promise.all(processes.map((one) => one.kill()));

test('two of three processes are killed amid their work: all is done, and what is marked with its effect is done once', async () => {
  await withActor(database, { kind: 'anonymous' }, async (tx) => {
    for (let i = 0; i < EACH; i++) for (const kind of ['test.plain', 'test.marked']) await enqueue(tx, { kind });
    for (let i = 0; i < 2; i++) await enqueue(tx, { kind: 'test.stuck', runAt: new Date(0) });
  });
  await startThree();
  const timesStuck = ({ said }: JobProcess) => said.filter((line) => line === 'stuck').length;
  try {
    await expect.poll(() => processes.reduce((sum, one) => sum + timesStuck(one), 0)).toBe(2);
    // Whoever is stuck holds its job until it is killed.
    const [first, second] = [...processes].sort((a, b) => timesStuck(b) - timesStuck(a));
    for (const [victim, share] of [
      [first!, 0.3],
      [second!, 0.8],
    ] as const) {
      await expect.poll(() => count('effects')).toBeGreaterThan(share * EACH);
      await victim.kill();
    }
    // A minute may begin meanwhile, and its recurring job with it.
    const done = () => count("jobs WHERE state = 'done' AND kind <> 'test.period'");
    await expect.poll(done, { timeout: 60_000 }).toBe(2 * EACH + 2);
    expect(await count("jobs WHERE kind = 'test.stuck' AND attempts >= 2")).toBe(2);
    const { rows } = await database.pool.query<{ kind: string; jobs: number; effects: number }>(
      `SELECT kind, count(DISTINCT id)::int AS jobs, count(job)::int AS effects
       FROM jobs LEFT JOIN effects ON job = id WHERE kind <> 'test.period' GROUP BY kind ORDER BY kind`,
    );
    const [marked, plain, stuck] = rows;
    expect(marked).toEqual({ kind: 'test.marked', jobs: EACH, effects: EACH });
    expect(stuck).toEqual({ kind: 'test.stuck', jobs: 2, effects: 2 });
    expect(plain!.effects).toBeGreaterThanOrEqual(EACH);
    console.log(`of ${EACH} jobs without a mark ${plain!.effects - EACH} ran twice, of ${EACH + 2} with one none`);
  } finally {
    await endAll();
  }
});

test('recurring work runs once a period over three processes, and a missed period is made up once', async () => {
  const setClock = (minutes: number) =>
    database.pool.query(
      `CREATE OR REPLACE FUNCTION job_time() RETURNS timestamptz LANGUAGE sql STABLE
       AS $$ SELECT '2026-11-30T10:00:30+08:00'::timestamptz + ${minutes} * interval '1 minute' $$`,
    );
  await setClock(0);
  await startThree();
  try {
    // Of what was never seen the period under way is no missed one.
    await expect.poll(() => count('job_periods')).toBe(1);
    let runs = 0;
    for (const minutes of [1, 2, 7]) {
      await setClock(minutes);
      for (const one of processes) one.wake();
      await expect.poll(() => count("jobs WHERE state = 'done'")).toBe(++runs);
    }
    await Promise.all(processes.map((one) => one.stop()));
    expect([await count('jobs'), await count('effects')]).toEqual([3, 3]);
    const { rows } = await database.pool.query<{ run_at: Date }>('SELECT run_at FROM jobs ORDER BY run_at');
    expect(rows.map(({ run_at }) => run_at.toISOString())).toEqual([
      '2026-11-30T02:01:00.000Z',
      '2026-11-30T02:02:00.000Z',
      '2026-11-30T02:07:00.000Z',
    ]);
  } finally {
    await endAll();
    await database.pool.query(
      `CREATE OR REPLACE FUNCTION job_time() RETURNS timestamptz LANGUAGE sql STABLE AS 'SELECT now()'`,
    );
  }
});
