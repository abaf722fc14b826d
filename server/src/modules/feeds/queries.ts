import { sql } from 'kysely';
import { ORGANISER, traitsOf, type Kind } from '../../contract/kinds.ts';
import type { StoredThing, Tx } from '../../db/index.ts';

/** What a transaction changed, or what its change is told of too. */
export interface Touched {
  kind: Kind;
  id: number;
  /** The transaction. */
  modified: number;
}
export interface Position {
  /** Transactions below it are over. */
  horizon: number;
  /** The last after which everything may be another; 0 for none. */
  reset: number;
}

export async function findPosition(tx: Tx): Promise<Position> {
  const { rows } = await sql<{ horizon: string; reset: string | null }>`
    SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS horizon,
      (SELECT xid::text FROM public_changes WHERE kind = '*') AS reset`.execute(tx);
  return { horizon: Number(rows[0]!.horizon), reset: Number(rows[0]!.reset ?? 0) };
}

/** Things that are public, by id. */
export async function listPublic(
  tx: Tx,
  things: readonly StoredThing[],
  after: number,
  limit: number,
): Promise<{ kind: Kind; id: number }[]> {
  const selects = things.map(
    ({ kind, view }) => sql`(SELECT DISTINCT ${kind}::text AS kind, id FROM ${sql.table(view)}
      WHERE id > ${after} ORDER BY id LIMIT ${limit})`,
  );
  const { rows } = await sql<{ kind: Kind; id: number }>`
    SELECT kind, id FROM (${sql.join(selects, sql` UNION ALL `)}) t ORDER BY id LIMIT ${limit}`.execute(tx);
  return rows;
}

/** Transactions from one on, as far as all before them are over. */
export async function listTransactions(tx: Tx, from: number, limit: number): Promise<number[]> {
  const { rows } = await sql<{ xid: string }>`
    SELECT xid::text AS xid FROM (
      SELECT DISTINCT c.xid FROM public_changes c WHERE c.xid >= ${String(from)}::xid8
        AND c.xid < pg_snapshot_xmin(pg_current_snapshot()) ORDER BY c.xid LIMIT ${limit}) t`.execute(tx);
  return rows.map(({ xid }) => Number(xid)).sort((a, b) => a - b);
}

/** Things that these transactions touched after an item, each with the last of them, by that and id. */
export async function listTouched(
  tx: Tx,
  xids: readonly number[],
  { modified, id, limit, kinds }: { modified: number; id: number; limit: number; kinds: readonly Kind[] },
): Promise<Touched[]> {
  if (xids.length === 0) return [];
  const { rows } = await sql<{ kind: Kind; id: number; modified: string }>`
    WITH c AS (SELECT kind, id, xid, deleted FROM public_changes
      WHERE xid = ANY (${xids.map(String)}::xid8[]))
    SELECT kind, id, max(xid)::text AS modified FROM (
      SELECT t.kind, t.id, c.xid FROM c JOIN public_told t ON t.kind = c.kind AND t.id = c.id
      UNION ALL SELECT kind, id, xid FROM c WHERE deleted AND kind = ANY (${[...kinds]})
      UNION ALL SELECT t.kind, t.id, c.xid FROM c JOIN public_told t ON c.kind = ${ORGANISER} AND t.organiser = c.id
      UNION ALL SELECT t.kind, t.id, c.xid FROM c JOIN public_told t ON c.kind = 'place' AND t.place = c.id
    ) x GROUP BY kind, id HAVING (max(xid), id) > (${String(modified)}::xid8, ${id}::bigint)
    ORDER BY max(xid), id LIMIT ${limit}`.execute(tx);
  return rows.map((row) => ({ ...row, modified: Number(row.modified) }));
}

/** Where public things are: each of their places, 0 where they have none. */
export async function listPlaces(
  tx: Tx,
  things: readonly StoredThing[],
  asked: readonly { kind: Kind; id: number }[],
): Promise<{ kind: Kind; id: number; place: number }[]> {
  const selects = things.flatMap(({ kind, view }) => {
    const ids = asked.flatMap((one) => (one.kind === kind ? [one.id] : []));
    const place = traitsOf(kind).places === 'none' ? sql`0` : sql`coalesce(place_id, 0)`;
    return ids.length === 0
      ? []
      : [
          sql`(SELECT ${kind}::text AS kind, id, ${place}::bigint AS place FROM ${sql.table(view)}
          WHERE id = ANY (${ids}::bigint[]))`,
        ];
  });
  if (selects.length === 0) return [];
  const { rows } = await sql<{ kind: Kind; id: number; place: number }>`
    ${sql.join(selects, sql` UNION ALL `)} ORDER BY id, place`.execute(tx);
  return rows;
}
