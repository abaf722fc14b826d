import { sql } from 'kysely';
import type { InstitutionRef } from '../../contract/common.ts';
import type { Tx } from '../../db/index.ts';

// Who offers things: the institutions as others know them, by name and tree.

/** The public institutions among `ids`. */
export async function listInstitutionRefs(tx: Tx, ids: readonly number[]): Promise<InstitutionRef[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<InstitutionRef>`
    SELECT DISTINCT id, name FROM public_institutions WHERE id = ANY (${[...new Set(ids)]}::bigint[])`.execute(tx);
  return rows;
}

const MOST_HEIRS = 20;

/** Who offers now what public institutions among `ids` offered, by their id: where one closed, where it went. */
export async function findOrganisers(tx: Tx, ids: readonly number[]): Promise<Map<number, InstitutionRef>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<InstitutionRef & { asked: number }>`
    WITH RECURSIVE went AS (
      SELECT t.id AS asked, t.id, 0 AS steps FROM unnest(${[...new Set(ids)]}::bigint[]) t (id)
      UNION ALL
      SELECT w.asked, h.heir_id, w.steps + 1 FROM went w
        JOIN public_institution_nodes n ON n.id = w.id AND n.closed_on <= (now() AT TIME ZONE 'Asia/Shanghai')::date
        CROSS JOIN LATERAL (SELECT heir_id FROM public_institution_heirs WHERE institution_id = n.id
          ORDER BY position LIMIT 1) h
      WHERE w.steps < ${MOST_HEIRS}
    )
    SELECT DISTINCT ON (w.asked) w.asked, i.id, i.name FROM went w JOIN public_institutions i ON i.id = w.id
    ORDER BY w.asked, w.steps DESC`.execute(tx);
  return new Map(rows.map(({ asked, id, name }) => [asked, { id, name }]));
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
