import { sql } from 'kysely';
import type { Tx } from '../../db/index.ts';
import type { JobState } from './schema.ts';
import type { JobsTable } from './tables.ts';

export interface NewJob {
  kind: string;
  /** Ids and words of code; the database refuses what people are called or write. */
  payload?: JobsTable['payload'];
  /** While a job of the kind with this key lives there is no second one; asked for as it runs, it runs once more. */
  dedupe?: string;
  /** At once without it. */
  runAt?: Date;
}

/** It runs after the commit of the transaction, and only then; answers its id. */
export async function enqueue(tx: Tx, { kind, payload = {}, dedupe, runAt }: NewJob): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    SELECT enqueue_job(${kind}, ${JSON.stringify(payload)}::jsonb, ${dedupe ?? null}, ${runAt ?? null}) AS id
  `.execute(tx);
  return rows[0]!.id;
}

/** False where the job is no longer held by this lease. */
export async function finish(tx: Tx, id: number, lease: string): Promise<boolean> {
  const { rows } = await sql<{ done: boolean }>`SELECT finish_job(${id}, ${lease}::uuid) AS done`.execute(tx);
  return rows[0]!.done;
}

export interface SeenJob extends Pick<JobsTable, 'kind' | 'payload' | 'run_at' | 'ended_at' | 'last_error'> {
  id: number;
  state: JobState;
  attempts: number;
  made_at: Date;
}
export interface JobsWanted {
  id?: number | undefined;
  state?: JobState | undefined;
  before?: number | undefined;
  limit: number;
}

/** For who may read jobs, the latest first; nothing for anybody else. */
export async function listSeenJobs(tx: Tx, { id, state, before, limit }: JobsWanted): Promise<SeenJob[]> {
  const { rows } = await sql<SeenJob>`
    SELECT * FROM seen_jobs(${id ?? null}::bigint, ${state ?? null}, ${before ?? null}::bigint, ${limit})`.execute(tx);
  return rows;
}

export async function countSeenJobs(tx: Tx): Promise<Record<JobState, number>> {
  const { rows } = await sql<Record<JobState, number>>`SELECT * FROM seen_job_counts()`.execute(tx);
  return rows[0]!;
}

/** `none`: it is not there, done, or running; `twin`: another with its key lives already. */
export async function retryJob(tx: Tx, id: number): Promise<'now' | 'none' | 'twin'> {
  const { rows } = await sql<{ came: 'now' | 'none' | 'twin' }>`SELECT retry_job(${id}) AS came`.execute(tx);
  return rows[0]!.came;
}
