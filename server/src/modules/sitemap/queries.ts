import { sql } from 'kysely';
import type { Kind } from '../../contract/kinds.ts';
import type { StoredThing, Tx } from '../../db/index.ts';

export interface Entry {
  id: number;
  updatedAt: Date;
}

/** Whether there was such a thing, and it was withdrawn or deleted. */
export async function isGone(tx: Tx, kind: Kind, id: number): Promise<boolean> {
  const { rows } = await sql`SELECT FROM public_gone WHERE kind = ${kind} AND id = ${id} LIMIT 1`.execute(tx);
  return rows.length > 0;
}

/** The next public things of a kind after an id. */
export async function listEntries(tx: Tx, thing: StoredThing, after: number, limit: number): Promise<Entry[]> {
  const { rows } = await sql<Entry>`
    SELECT DISTINCT id, updated_at AS "updatedAt" FROM ${sql.table(thing.view)}
    WHERE id > ${after} ORDER BY id LIMIT ${limit}`.execute(tx);
  return rows;
}
