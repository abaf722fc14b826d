import { sql } from 'kysely';
import type { Kind } from '../../contract/kinds.ts';
import type { StoredThing, Tx } from '../../db/index.ts';

export interface Part {
  thing: StoredThing;
  /** From 1 on, among the parts of its kind. */
  n: number;
  first: number;
  last: number;
  count: number;
  updatedAt: Date;
}
export interface Entry {
  id: number;
  updatedAt: Date;
}

/** Whether there was such a thing, and it was withdrawn or deleted. */
export async function isGone(tx: Tx, kind: Kind, id: number): Promise<boolean> {
  const { rows } = await sql`SELECT FROM public_gone WHERE kind = ${kind} AND id = ${id} LIMIT 1`.execute(tx);
  return rows.length > 0;
}

/** The public things of a kind by id, cut into parts of at most `size`. */
export async function listParts(tx: Tx, thing: StoredThing, size: number): Promise<Part[]> {
  const { rows } = await sql<Omit<Part, 'thing'>>`
    SELECT part::int + 1 AS n, min(id) AS first, max(id) AS last, count(*)::int AS count, max(updated_at) AS "updatedAt"
    FROM (
      SELECT id, updated_at, (row_number() OVER (ORDER BY id) - 1) / ${size}::int AS part
      FROM (SELECT DISTINCT id, updated_at FROM ${sql.table(thing.view)}) things
    ) numbered GROUP BY part ORDER BY part`.execute(tx);
  return rows.map((row) => ({ thing, ...row }));
}

/** The next things of a part after an id. */
export async function listEntries(tx: Tx, { thing, last }: Part, after: number, limit: number): Promise<Entry[]> {
  const { rows } = await sql<Entry>`
    SELECT DISTINCT id, updated_at AS "updatedAt" FROM ${sql.table(thing.view)}
    WHERE id > ${after} AND id <= ${last} ORDER BY id LIMIT ${limit}`.execute(tx);
  return rows;
}
