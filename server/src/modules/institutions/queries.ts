import { sql } from 'kysely';
import type { InstitutionRef } from '../../contract/common.ts';
import { traitsOf } from '../../contract/kinds.ts';
import { recordRowColumns } from '../../db/record-wire.ts';
import type { StoredThing, Tx } from '../../db/index.ts';
import type { InstitutionsTables } from './tables.ts';

const CHILDREN_SHOWN = 50;

/** One row per place of the institution; empty when it is not public. */
export function findInstitutionRows(tx: Tx, id: number) {
  return tx
    .withTables<InstitutionsTables>()
    .selectFrom('public_institutions')
    .select([
      'id',
      'name',
      'aliases',
      'type',
      'level',
      'division',
      'description',
      'phone',
      'website',
      'topics',
      'audiences',
    ])
    .select(['opened_on', 'closed_on', 'place_id', 'campus', 'is_main'])
    .select(recordRowColumns)
    .where('id', '=', id)
    .orderBy('is_main', 'desc')
    .orderBy('place_id')
    .execute();
}

/** From the top of the tree down to the parent, as of `day` (2026-11-28). */
export async function listAncestors(tx: Tx, id: number, day: string): Promise<InstitutionRef[]> {
  const { rows } = await sql<InstitutionRef>`
    WITH RECURSIVE above AS (
      SELECT parent_id, 1 AS steps FROM public_institution_parents
        WHERE institution_id = ${id} AND during @> ${day}::date
      UNION ALL
      SELECT p.parent_id, a.steps + 1 FROM above a
        JOIN public_institution_parents p ON p.institution_id = a.parent_id AND p.during @> ${day}::date
    )
    SELECT DISTINCT i.id, i.name, a.steps FROM above a JOIN public_institutions i ON i.id = a.parent_id
    ORDER BY a.steps DESC`.execute(tx);
  return rows.map((row) => ({ id: row.id, name: row.name }));
}

/** The first children by name, and how many there are, as of `day`. */
export async function listChildren(
  tx: Tx,
  id: number,
  day: string,
): Promise<{ children: InstitutionRef[]; count: number }> {
  const { rows } = await sql<InstitutionRef & { count: number }>`
    SELECT i.id, i.name, count(*) OVER () AS count
    FROM public_institution_parents p
      JOIN (SELECT DISTINCT id, name FROM public_institutions) i ON i.id = p.institution_id
    WHERE p.parent_id = ${id} AND p.during @> ${day}::date
    ORDER BY i.name, i.id LIMIT ${CHILDREN_SHOWN}`.execute(tx);
  return { children: rows.map((row) => ({ id: row.id, name: row.name })), count: rows[0]?.count ?? 0 };
}

/** The public institutions among `ids`, by id. */
export async function findInstitutionRefs(tx: Tx, ids: readonly number[]): Promise<Map<number, InstitutionRef>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .withTables<InstitutionsTables>()
    .selectFrom('public_institutions')
    .select(['id', 'name'])
    .distinct()
    .where('id', 'in', [...new Set(ids)])
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}

/** How many public things the institution offers itself, by kind. */
export async function countOffers(tx: Tx, things: readonly StoredThing[], id: number): Promise<Record<string, number>> {
  const counts = things.flatMap(({ kind, view, organiser }) => {
    if (organiser === null) return [];
    const count = traitsOf(kind).places === 'many' ? sql`count(DISTINCT id)` : sql`count(*)`;
    return sql`SELECT ${kind}::text AS kind, ${count} AS count FROM ${sql.table(view)} WHERE ${sql.ref(organiser)} = ${id}`;
  });
  const { rows } = await sql<{ kind: string; count: number }>`${sql.join(counts, sql` UNION ALL `)}`.execute(tx);
  return Object.fromEntries(rows.filter(({ count }) => count > 0).map(({ kind, count }) => [kind, count]));
}

/** Public institutions whose name holds `text`, by name. */
export async function findInstitutionsNamed(tx: Tx, text: string, limit: number): Promise<InstitutionRef[]> {
  const { rows } = await sql<InstitutionRef>`
    SELECT DISTINCT id, name FROM public_institutions WHERE position(lower(${text}) in lower(name)) > 0
    ORDER BY name, id LIMIT ${limit}`.execute(tx);
  return rows;
}
