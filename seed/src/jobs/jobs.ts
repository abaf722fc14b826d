import type { JobsTable } from '@zlm/server/modules/jobs/tables';
import type { ClientBase } from 'pg';

export type OpenJob = Pick<JobsTable, 'kind' | 'payload' | 'lease_until' | 'last_error' | 'run_at'> & {
  id: number;
  state: 'waiting' | 'running' | 'dead';
  attempts: number;
};

/** Jobs that are not done: the dead first, the others by their time; `most` of each. */
export async function listOpenJobs(client: ClientBase, most: number): Promise<OpenJob[]> {
  const { rows } = await client.query<OpenJob>(
    `SELECT id, kind, payload, state, run_at, lease_until, attempts, last_error FROM (
       SELECT *, row_number() OVER (PARTITION BY state = 'dead' ORDER BY run_at, id) AS place FROM jobs WHERE state <> 'done') open
     WHERE place <= $1 ORDER BY state = 'dead' DESC, run_at, id`,
    [most],
  );
  return rows;
}

export async function countOpenJobs(client: ClientBase): Promise<{ dead: number; live: number }> {
  const { rows } = await client.query<{ dead: number; live: number }>(
    `SELECT (count(*) FILTER (WHERE state = 'dead'))::int AS dead, (count(*) FILTER (WHERE state <> 'dead'))::int AS live
     FROM jobs WHERE state <> 'done'`,
  );
  return rows[0]!;
}

export type Retried = 'now' | 'none' | 'twin';

/** Lets a dead or waiting job be tried at once, as if for the first time. `twin`: another with its key lives already. */
export async function retryJob(client: ClientBase, id: number): Promise<Retried> {
  const { rows } = await client.query<{ twins: number; retried: number }>(
    `WITH asked AS (SELECT id, kind, dedupe FROM jobs WHERE id = $1 AND state IN ('waiting', 'dead')),
       twin AS (
         SELECT FROM jobs, asked WHERE jobs.kind = asked.kind AND jobs.dedupe = asked.dedupe AND jobs.id <> asked.id
           AND jobs.state IN ('waiting', 'running')),
       retried AS (
         UPDATE jobs SET state = 'waiting', attempts = 0, run_at = job_time(), ended_at = NULL
         FROM asked WHERE jobs.id = asked.id AND NOT EXISTS (SELECT FROM twin)
         RETURNING pg_notify('zlm_changes', ''))
     SELECT (SELECT count(*)::int FROM twin) AS twins, (SELECT count(*)::int FROM retried) AS retried`,
    [id],
  );
  const { twins, retried } = rows[0]!;
  if (retried > 0) return 'now';
  return twins > 0 ? 'twin' : 'none';
}
