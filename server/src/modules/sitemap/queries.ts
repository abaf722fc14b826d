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

export async function findEntries(tx: Tx, thing: StoredThing, ids: readonly number[]): Promise<Entry[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<Entry>`
    SELECT DISTINCT id, updated_at AS "updatedAt" FROM ${sql.table(thing.view)}
    WHERE id = ANY (${[...ids]}::bigint[]) ORDER BY id`.execute(tx);
  return rows;
}

export async function findLastChange(tx: Tx): Promise<number> {
  const { rows } = await sql<{ seq: number }>`SELECT coalesce(max(seq), 0) AS seq FROM public_change_numbers`.execute(
    tx,
  );
  return Number(rows[0]!.seq);
}

/** Things that changed after a number, the latest first. */
export async function listChanged(tx: Tx, after: number, limit: number): Promise<{ kind: string; id: number }[]> {
  const { rows } = await sql<{ kind: string; id: number }>`
    SELECT kind, id FROM public_change_numbers WHERE seq > ${after} ORDER BY seq DESC LIMIT ${limit}`.execute(tx);
  return rows;
}
