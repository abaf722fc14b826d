import { sql } from 'kysely';
import type { Tx } from '../../db/index.ts';
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
