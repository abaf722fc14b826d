import { sql } from 'kysely';
import type { InstitutionRef } from '../../contract/common.ts';
import type { Tx } from '../../db/index.ts';

// Who offers things: the institutions as others know them, by name and tree.

/** The public institutions among `ids`, by id. */
export async function findInstitutionRefs(tx: Tx, ids: readonly number[]): Promise<Map<number, InstitutionRef>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<InstitutionRef>`
    SELECT DISTINCT id, name FROM public_institutions WHERE id = ANY (${[...new Set(ids)]}::bigint[])`.execute(tx);
  return new Map(rows.map((row) => [row.id, row]));
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

/** Where an institution goes, or went, when it closes. */
export async function listHeirs(tx: Tx, id: number): Promise<InstitutionRef[]> {
  const { rows } = await sql<InstitutionRef>`
    SELECT DISTINCT i.id, i.name, h.position FROM public_institution_heirs h
      JOIN public_institutions i ON i.id = h.heir_id
    WHERE h.institution_id = ${id} ORDER BY h.position`.execute(tx);
  return rows.map((row) => ({ id: row.id, name: row.name }));
}

/** Public institutions whose name holds `text`, by name. */
export async function findInstitutionsNamed(tx: Tx, text: string, limit: number): Promise<InstitutionRef[]> {
  const { rows } = await sql<InstitutionRef>`
    SELECT DISTINCT id, name FROM public_institutions WHERE position(lower(${text}) in lower(name)) > 0
    ORDER BY name, id LIMIT ${limit}`.execute(tx);
  return rows;
}

/** Whether anything shown is made up; demo data always has institutions. */
export async function hasDemo(tx: Tx): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`
    SELECT EXISTS (SELECT FROM public_institutions WHERE is_demo) AS found`.execute(tx);
  return rows[0]!.found;
}
