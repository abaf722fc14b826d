import { sql } from 'kysely';
import type { InstitutionRef } from '../../contract/common.ts';
import { recordRowColumns } from '../../db/record-wire.ts';
import type { Tx } from '../../db/index.ts';
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
export async function countOffers(tx: Tx, id: number): Promise<Record<string, number>> {
  const { rows } = await sql<{ kind: string; count: number }>`
    SELECT 'activity' AS kind, count(*) AS count FROM public_activities WHERE institution_id = ${id}
    UNION ALL SELECT 'course', count(DISTINCT id) FROM public_courses WHERE institution_id = ${id}
    UNION ALL SELECT 'resource', count(*) FROM public_resources WHERE institution_id = ${id}
    UNION ALL SELECT 'credit_point', count(*) FROM public_credit_points WHERE institution_id = ${id}`.execute(tx);
  return Object.fromEntries(rows.filter(({ count }) => count > 0).map(({ kind, count }) => [kind, count]));
}

/** Public institutions whose name holds `text`, by name. */
export async function findInstitutionsNamed(tx: Tx, text: string, limit: number): Promise<InstitutionRef[]> {
  const { rows } = await sql<InstitutionRef>`
    SELECT DISTINCT id, name FROM public_institutions WHERE position(lower(${text}) in lower(name)) > 0
    ORDER BY name, id LIMIT ${limit}`.execute(tx);
  return rows;
}
