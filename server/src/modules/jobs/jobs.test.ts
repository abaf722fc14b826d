import type pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { withActor, type Database, type Tx } from '../../db/index.ts';
import { silent } from '../../db/logger.ts';
import type { Job, Module, Parts } from '../../module.ts';
import { bindJobs } from '../../modules.ts';
import { openTestDatabase } from '../../testing/database.ts';
import { startTestServer } from '../../testing/running.ts';
import { claim, release } from './claims.ts';
import { enqueue, finish, type NewJob } from './queries.ts';
import { removeDone } from './remove-done.ts';
import { JobRunner, type RunnableJob } from './runner.ts';

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
  await database.pool.query('CREATE TABLE effects (job bigint NOT NULL); GRANT INSERT ON effects TO zlm_app');
});
afterAll(() => database.close());

let runners: JobRunner[] = [];
beforeEach(async () => {
  await setClock('now()');
  await database.pool.query('TRUNCATE jobs, job_periods, effects');
});
afterEach(async () => {
  await Promise.all(runners.map((runner) => runner.stop(0)));
  runners = [];
});

type Run = (job: Job) => unknown;
const kindOf = (run: Run, settings: Partial<RunnableJob> = {}): RunnableJob => ({
  kind: 'test.work',
  ...settings,
  run: async (job) => void (await run(job)),
});
function start(run: Run, options: Partial<RunnableJob> & { renewMs?: number; pool?: pg.Pool } = {}): JobRunner {
  const { renewMs, pool = database.pool, ...settings } = options;
  const onCommit = (listener: () => void) => database.onCommit(listener);
  const runner = new JobRunner({
    database: { pool, onCommit },
    kinds: [kindOf(run, settings)],
    logger: silent,
    ...(renewMs !== undefined && { renewMs }),
  });
  runners.push(runner);
  return runner;
}
const inTransaction = <T>(run: (tx: Tx) => Promise<T>) => withActor(database, { kind: 'anonymous' }, run);
const ask = (job: Partial<NewJob> = {}) => inTransaction((tx) => enqueue(tx, { kind: 'test.work', ...job }));
/** Sets the one clock of all processes; who waits for a time looks again. */
const setClock = (time: string) =>
  database.pool.query(
    `CREATE OR REPLACE FUNCTION job_time() RETURNS timestamptz LANGUAGE sql STABLE AS $$ SELECT ${time} $$;
     NOTIFY zlm_changes`,
  );
const read = async (id: number) =>
  (
    await database.pool.query<{ state: string; attempts: number; last_error: string | null; wait: number }>(
      'SELECT state, attempts, last_error, extract(epoch FROM run_at - job_time())::float8 AS wait FROM jobs WHERE id = $1',
      [id],
    )
  ).rows[0]!;
const stateOf = (id: number) => expect.poll(async () => (await read(id)).state);
const never = () => new Promise(() => undefined);

test('a thousand jobs run once each by four runners, soon after the commit that asked for them', async () => {
  const ran: number[] = [];
  for (let i = 0; i < 4; i++) start(({ id }) => ran.push(id));
  await inTransaction(async (tx) => {
    for (let i = 0; i < 1_000; i++) await enqueue(tx, { kind: 'test.work' });
    expect(ran).toEqual([]);
  });
  const began = performance.now();
  await expect.poll(() => ran.length, { interval: 5, timeout: 60_000 }).toBe(1_000);
  console.log(`1,000 empty jobs in ${Math.round(performance.now() - began)} ms`);
  await Promise.all(runners.map((runner) => runner.stop(5_000)));
  const { rows } = await database.pool.query('SELECT state, attempts, count(*) AS n FROM jobs GROUP BY 1, 2');
  expect(rows).toEqual([{ state: 'done', attempts: 1, n: 1_000 }]);
  expect(new Set(ran).size).toBe(1_000);
});

test('what is rolled back is never run, and a job knows what it was asked with', async () => {
  const seen: Pick<Job, 'payload' | 'attempt' | 'now'>[] = [];
  start(({ payload, attempt, now }) => seen.push({ payload, attempt, now }));
  const rolledBack = inTransaction(async (tx) => {
    await enqueue(tx, { kind: 'test.work', payload: { id: 1 } });
    throw new Error('no');
  });
  await expect(rolledBack).rejects.toThrow('no');
  await stateOf(await ask({ payload: { id: 2, lang: 'zh-CN' } })).toBe('done');
  expect(seen).toEqual([{ payload: { id: 2, lang: 'zh-CN' }, attempt: 1, now: expect.any(Date) as Date }]);
});

test('a job of a later time waits for it', async () => {
  const ran: number[] = [];
  start(({ id }) => ran.push(id));
  const soon = await ask({ runAt: new Date(Date.now() + 300) });
  const later = await ask({ runAt: new Date(Date.now() + 3_600_000) });
  await stateOf(soon).toBe('done');
  expect(ran).toEqual([soon]);
  await setClock("now() + interval '1 hour'");
  await stateOf(later).toBe('done');
});

test('while one with a key lives there is no second; asked for as it runs, it runs once more', async () => {
  let end: () => void = () => undefined;
  const attempts: number[] = [];
  const first = await ask({ dedupe: 'unit-7', runAt: new Date(Date.now() + 3_600_000) });
  expect(await ask({ dedupe: 'unit-7' })).toBe(first);
  expect(await ask({ dedupe: 'unit-8', runAt: new Date(Date.now() + 3_600_000) })).not.toBe(first);
  start(async ({ id, attempt }) => {
    if (id === first) attempts.push(attempt);
    await new Promise<void>((resolve) => (end = resolve));
  });
  // The earlier time of both counts.
  await expect.poll(() => attempts.length).toBe(1);
  expect(await ask({ dedupe: 'unit-7' })).toBe(first);
  expect(await ask({ dedupe: 'unit-7' })).toBe(first);
  end();
  await expect.poll(() => attempts.length).toBe(2);
  end();
  await stateOf(first).toBe('done');
  expect(attempts).toEqual([1, 1]);
  expect(await ask({ dedupe: 'unit-7' })).not.toBe(first);
});

test('what fails is tried again later and later, is dead after the most, and says why without a value', async () => {
  const attempts: number[] = [];
  const stopClockAt = (time: string) => setClock(`'2026-11-30T10:${time}+08:00'::timestamptz`);
  await stopClockAt('00:00');
  start(
    ({ attempt }) => {
      attempts.push(attempt);
      throw new RangeError('王芳 13800138000');
    },
    { mostAttempts: 3 },
  );
  const id = await ask({ payload: { id: 5 } });
  for (const [tries, next] of [
    [1, '00:05'],
    [2, '00:15'],
  ] as const) {
    await expect.poll(() => read(id)).toMatchObject({ attempts: tries, state: 'waiting' });
    const longest = 5 * 2 ** (tries - 1);
    const { wait, last_error } = await read(id);
    expect(wait >= longest / 2 && wait <= longest).toBe(true);
    expect(last_error).toMatch(/^RangeError at jobs\.test\.ts:\d+$/);
    await stopClockAt(next);
  }
  await stateOf(id).toBe('dead');
  expect(attempts).toEqual([1, 2, 3]);
  await stopClockAt('59:59');
  await ask();
  await expect.poll(() => attempts.length).toBe(4);
  expect((await read(id)).state).toBe('dead');
});

test('a job whose processes are killed each time dies with them at last', async () => {
  const id = await ask();
  for (let tries = 0; tries < 3; tries++) {
    expect(await claim(database.pool, { kinds: ['test.work'], most: 1, leaseMs: 0 })).toHaveLength(1);
  }
  const run = vi.fn();
  start(run, { mostAttempts: 3 });
  await stateOf(id).toBe('dead');
  expect(run).not.toHaveBeenCalled();
});

test('a lease that ran out is taken over, and who lost it can neither mark nor write', async () => {
  const id = await ask();
  const [lost] = await claim(database.pool, { kinds: ['test.work'], most: 1, leaseMs: 200 });
  start(() => undefined);
  await stateOf(id).toBe('done');
  expect((await read(id)).attempts).toBe(2);
  const late = inTransaction(async (tx) => {
    await tx.withTables<{ effects: { job: number } }>().insertInto('effects').values({ job: id }).execute();
    expect(await finish(tx, id, lost!.lease)).toBe(false);
    throw new Error('taken over');
  });
  await expect(late).rejects.toThrow('taken over');
  await release(database.pool, [lost!.lease]);
  expect((await read(id)).state).toBe('done');
  expect((await database.pool.query('SELECT FROM effects')).rowCount).toBe(0);
});

test('long work keeps its lease, and hears when it is lost', async () => {
  let signal: AbortSignal | undefined;
  const id = await ask();
  start(
    (job) => {
      ({ signal } = job);
      return never();
    },
    { renewMs: 50 },
  );
  await stateOf(id).toBe('running');
  const until = async () =>
    (await database.pool.query<{ ms: number }>('SELECT extract(epoch FROM lease_until)::float8 * 1000 AS ms FROM jobs'))
      .rows[0]!.ms;
  const first = await until();
  await expect.poll(until).toBeGreaterThan(first + 150);
  expect(signal!.aborted).toBe(false);
  await database.pool.query('UPDATE jobs SET lease = gen_random_uuid() WHERE id = $1', [id]);
  await expect.poll(() => signal!.aborted).toBe(true);
});

test('stopping lets what runs end in time, and gives back the rest as if it had not been tried', async () => {
  let end: () => void = () => undefined;
  const signals: AbortSignal[] = [];
  const runner = start(async (job) => {
    signals.push(job.signal);
    if (job.payload['id'] === 1) await new Promise<void>((resolve) => (end = resolve));
    else await new Promise((_, reject) => job.signal.addEventListener('abort', () => reject(new Error('told'))));
  });
  const [quick, slow] = [await ask({ payload: { id: 1 } }), await ask({ payload: { id: 2 } })];
  await expect.poll(() => signals.length).toBe(2);
  const stopped = runner.stop(500);
  const late = await ask({ payload: { id: 3 } });
  end();
  await stopped;
  expect([await read(quick), await read(slow), await read(late)]).toMatchObject([
    { state: 'done', attempts: 1 },
    { state: 'waiting', attempts: 0, last_error: null },
    { state: 'waiting', attempts: 0 },
  ]);
  expect(signals.map(({ aborted }) => aborted)).toEqual([false, true]);
  const again = vi.fn();
  start(again);
  await stateOf(slow).toBe('done');
});

test('who has nothing to do asks the database nothing', async () => {
  let queries = 0;
  const pool = {
    query: (...args: Parameters<pg.Pool['query']>) => {
      queries++;
      return database.pool.query(...args);
    },
  } as pg.Pool;
  await ask({ runAt: new Date(Date.now() + 3_600_000) });
  start(() => undefined, { pool });
  await expect.poll(() => queries).toBeGreaterThanOrEqual(2);
  const before = queries;
  const cpu = process.cpuUsage();
  // Whatever looks now and then would look within a second.
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  const { user, system } = process.cpuUsage(cpu);
  console.log(
    `an idle second: ${queries - before} queries, ${((user + system) / 1000).toFixed(1)} ms of work of the whole process`,
  );
  // A commit may be heard late.
  expect(queries - before).toBeLessThanOrEqual(4);
});

test('while the database fails it is tried again, and nothing is lost', async () => {
  let isIll = true;
  const pool = {
    query: (...args: Parameters<pg.Pool['query']>) =>
      isIll ? Promise.reject(new Error('ill')) : database.pool.query(...args),
  } as pg.Pool;
  const id = await ask();
  start(() => undefined, { pool });
  isIll = false;
  await stateOf(id).toBe('done');
});

test('the role of requests enqueues by the function, and neither reads nor writes jobs', async () => {
  const refused = [
    'SELECT id FROM jobs',
    'DELETE FROM jobs',
    "UPDATE jobs SET state = 'done'",
    "INSERT INTO jobs (kind, run_at) VALUES ('test.work', now())",
    'SELECT kind FROM job_periods',
  ];
  const client = await database.pool.connect();
  try {
    for (const sql of refused) {
      await client.query('BEGIN; SET LOCAL ROLE zlm_app');
      await expect(client.query(sql)).rejects.toMatchObject({ code: '42501' });
      await client.query('ROLLBACK');
    }
  } finally {
    client.release();
  }
});

test.each([
  { name: '王芳' },
  { mail: 'a@example.org' },
  { nested: { id: 1 } },
  { list: ['a b'] },
  { long: 'x'.repeat(101) },
])('a payload of more than ids is refused: %j', async (payload) => {
  await expect(ask({ payload: payload as never })).rejects.toMatchObject({ code: '23514' });
  await expect(
    ask({ payload: { id: 7, kind: 'activity', at: '2026-11-30T10:00:00', is: true, none: null } }),
  ).resolves.toBeGreaterThan(0);
});

test('jobs of a module get its parts; what is named twice or recurs strangely is refused at once', async () => {
  const seen: unknown[] = [];
  const madeUp: Module = {
    name: 'made-up',
    jobs: [
      {
        kind: 'made-up.work',
        run: ({ origin, things }, { payload }) => Promise.resolve(void seen.push(origin, things.length, payload)),
      },
    ],
  };
  const kinds = bindJobs({ origin: 'https://map.example.org' } as Parts, [madeUp]);
  const onCommit = () => () => undefined;
  const options = { database: { pool: database.pool, onCommit }, logger: silent };
  const id = await ask({ kind: 'made-up.work', payload: { id: 3 } });
  runners.push(new JobRunner({ ...options, kinds }));
  await stateOf(id).toBe('done');
  expect(seen).toEqual(['https://map.example.org', expect.any(Number), { id: 3 }]);
  expect(() => new JobRunner({ ...options, kinds: [...kinds, ...kinds] })).toThrow('one name');
  const strange = [{ ...kinds[0]!, every: '1 week' as never }];
  expect(() => new JobRunner({ ...options, kinds: strange })).toThrow('1 week');
});

test('done ones are removed after thirty days, dead ones never', async () => {
  await database.pool.query(
    `INSERT INTO jobs (kind, state, run_at, ended_at) SELECT 'test.work', state, now(), now() - days * interval '1 day'
     FROM unnest(ARRAY['done', 'dead']) state, unnest(ARRAY[29, 31]) days`,
  );
  const [bound] = bindJobs({ database } as Parts, [{ name: 'jobs', jobs: [removeDone] }]);
  await bound!.run({ signal: new AbortController().signal } as Job);
  const { rows } = await database.pool.query(
    'SELECT state, round(extract(epoch FROM now() - ended_at) / 86400)::int AS days FROM jobs ORDER BY 1, 2',
  );
  expect(rows).toEqual([
    { state: 'dead', days: 29 },
    { state: 'dead', days: 31 },
    { state: 'done', days: 29 },
  ]);
});

test('a started server runs the jobs of its modules and tells how many wait', async () => {
  const server = await startTestServer({ scale: 0 });
  const writer = await server.openWriter();
  try {
    const add = (kind: string) => writer.query("SELECT enqueue_job($1, '{}', NULL, NULL)", [kind]);
    await add('jobs.remove-done');
    await expect
      .poll(async () => (await writer.query<{ state: string }>('SELECT state FROM jobs')).rows)
      .toEqual([{ state: 'done' }]);
    await add('unheard-of.work');
    const readFigures = async () => (await (await fetch(`${server.url}/readyz`)).text()).split('\n');
    await expect.poll(readFigures).toContain('jobs_waiting 1');
    expect(await readFigures()).toEqual(expect.arrayContaining(['ready', 'jobs_dead 0', 'jobs_running 0']));
  } finally {
    await writer.end();
    await server.close();
  }
});
