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
