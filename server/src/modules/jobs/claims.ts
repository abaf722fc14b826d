import type { Database } from '../../db/index.ts';
import { backoffMs } from './backoff.ts';
import type { JobsTable } from './tables.ts';

type Pool = Pick<Database['pool'], 'query'>;

export interface Claim {
  id: number;
  kind: string;
  payload: JobsTable['payload'];
  /** Of this try; 1 for the first. */
  attempt: number;
  lease: string;
  now: Date;
}

// What is due by its own time, or by the end of a lease whose holder is gone.
const DUE = `state IN ('waiting', 'running') AND kind = ANY($1)`;

/** In one statement: no two processes get the same job. A lease lasts `leaseMs` and is then anybody's. */
export async function claim(
  pool: Pool,
  { kinds, most, leaseMs }: { kinds: readonly string[]; most: number; leaseMs: number },
): Promise<Claim[]> {
  const { rows } = await pool.query<Claim>(
    `WITH due AS (
       SELECT id FROM jobs WHERE ${DUE} AND coalesce(lease_until, run_at) <= job_time()
       ORDER BY coalesce(lease_until, run_at) LIMIT $2 FOR UPDATE SKIP LOCKED)
     UPDATE jobs SET state = 'running', attempts = attempts + 1, lease = gen_random_uuid(),
       lease_until = job_time() + $3 * interval '1 millisecond'
     FROM due WHERE jobs.id = due.id
     RETURNING jobs.id, kind, payload, attempts AS attempt, lease, job_time() AS now`,
    [kinds, most, leaseMs],
  );
  return rows;
}

/** The time of all processes, and ms until something may be due; null for nothing. */
export async function readClock(pool: Pool, kinds: readonly string[]): Promise<{ now: Date; dueInMs: number | null }> {
  const { rows } = await pool.query<{ now: Date; dueInMs: number | null }>(
    `SELECT job_time() AS now, (extract(epoch FROM min(coalesce(lease_until, run_at)) - job_time()) * 1000)::float8 AS "dueInMs"
     FROM jobs WHERE ${DUE}`,
    [kinds],
  );
  return rows[0]!;
}

/** Answers the leases that are still held. */
export async function renew(pool: Pool, leases: readonly string[], leaseMs: number): Promise<Set<string>> {
  const { rows } = await pool.query<{ lease: string }>(
    `UPDATE jobs SET lease_until = job_time() + $2 * interval '1 millisecond' WHERE lease = ANY($1::uuid[]) RETURNING lease`,
    [leases, leaseMs],
  );
  return new Set(rows.map(({ lease }) => lease));
}

export async function markDone(pool: Pool, { id, lease }: Claim): Promise<void> {
  await pool.query('SELECT finish_job($1, $2)', [id, lease]);
}

/** To be tried again later, or dead after `most` tries. */
export async function markFailed(
  pool: Pool,
  { id, lease, attempt }: Claim,
  error: string,
  most: number,
): Promise<void> {
  await pool.query(
    `UPDATE jobs SET state = CASE WHEN $3 THEN 'dead' ELSE 'waiting' END, lease = NULL, lease_until = NULL, again = false,
       last_error = $4, ended_at = CASE WHEN $3 THEN job_time() END, run_at = job_time() + $5 * interval '1 millisecond'
     WHERE id = $1 AND lease = $2`,
    [id, lease, attempt >= most, error, backoffMs(attempt)],
  );
}

/** Gives back what was begun and not ended, as if it had not been tried. */
export async function release(pool: Pool, leases: readonly string[]): Promise<void> {
  await pool.query(
    `WITH given AS (
       UPDATE jobs SET state = 'waiting', attempts = attempts - 1, lease = NULL, lease_until = NULL, again = false
       WHERE lease = ANY($1::uuid[]) RETURNING id)
     SELECT pg_notify('zlm_changes', '') FROM given LIMIT 1`,
    [leases],
  );
}

/** What was never seen begins with its next period. */
export async function notePeriod(pool: Pool, kind: string, start: Date): Promise<void> {
  await pool.query('INSERT INTO job_periods VALUES ($1, $2) ON CONFLICT (kind) DO NOTHING', [kind, start]);
}

/** Once for each period over all processes, and only one of a kind at a time; a missed period is made up once. */
export async function beginPeriod(pool: Pool, kind: string, start: Date): Promise<void> {
  await pool.query(
    `WITH begun AS (
       UPDATE job_periods SET began_at = $2 WHERE kind = $1 AND began_at < $2 RETURNING kind)
     INSERT INTO jobs (kind, dedupe, run_at) SELECT kind, 'period', $2 FROM begun
     ON CONFLICT (kind, dedupe) WHERE state IN ('waiting', 'running') DO NOTHING`,
    [kind, start],
  );
}

export interface JobCounts {
  /** Also those of a later time. */
  waiting: number;
  running: number;
  dead: number;
  /** Seconds for which the longest due one has been waiting. */
  oldest: number;
}

export async function countJobs(pool: Pool): Promise<JobCounts> {
  const { rows } = await pool.query<JobCounts>(
    `SELECT count(*) FILTER (WHERE state = 'waiting') AS waiting, count(*) FILTER (WHERE state = 'running') AS running,
       count(*) FILTER (WHERE state = 'dead') AS dead,
       greatest(0, extract(epoch FROM job_time() - min(run_at) FILTER (WHERE state = 'waiting')))::int AS oldest
     FROM jobs WHERE state <> 'done'`,
  );
  return rows[0]!;
}
