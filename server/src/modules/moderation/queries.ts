import { sql } from 'kysely';
import type { Tx } from '../../db/index.ts';

export interface Verdict {
  revision: string;
  saved: number;
  decision: 'approve' | 'return';
  reason: string | null;
}

/** The id of the decision, else `hidden`, `second_person` or `changed`. */
export async function decide(tx: Tx, { revision, saved, decision, reason }: Verdict): Promise<string> {
  const { rows } = await sql<{ came: string }>`
    SELECT decide_revision(${revision}::uuid, ${saved}, ${decision}, ${reason ?? ''}) AS came`.execute(tx);
  return rows[0]!.came;
}

/** What came of a decision that was just made. */
export async function findMade(tx: Tx, decision: string): Promise<{ state: string; decided_at: Date }> {
  const { rows } = await sql<{ state: string; decided_at: Date }>`
    SELECT r.state, d.decided_at FROM decisions d JOIN revisions r ON r.id = d.revision_id
    WHERE d.id = ${decision}::uuid`.execute(tx);
  return rows[0]!;
}

/** `done`, `hidden`, or `changed`: it is too late. */
export async function undo(tx: Tx, decision: string): Promise<string> {
  const { rows } = await sql<{ came: string }>`SELECT undo_decision(${decision}::uuid) AS came`.execute(tx);
  return rows[0]!.came;
}

export const savepoint = (tx: Tx) => sql`SAVEPOINT one`.execute(tx);
export const rollBack = (tx: Tx) => sql`ROLLBACK TO SAVEPOINT one`.execute(tx);
