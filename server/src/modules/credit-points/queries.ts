import { sql } from 'kysely';
import { recordRowColumns } from '../../db/record-wire.ts';
import type { Tx } from '../../db/index.ts';
import type { CreditPointsTables } from './tables.ts';

export function findCreditPoint(tx: Tx, id: number) {
  return tx
    .withTables<CreditPointsTables>()
    .selectFrom('public_credit_points')
    .select(['id', 'name', 'description', 'tier', 'parent_id', 'institution_id', 'place_id', 'services', 'phone'])
    .select(recordRowColumns)
    .where('id', '=', id)
    .executeTakeFirst();
}

/** From the provincial centre down to the parent. */
export async function listTiersAbove(tx: Tx, id: number): Promise<{ id: number; name: string }[]> {
  const { rows } = await sql<{ id: number; name: string }>`
    WITH RECURSIVE above AS (
      SELECT p.id, p.name, p.parent_id, 1 AS steps FROM public_credit_points c
        JOIN public_credit_points p ON p.id = c.parent_id WHERE c.id = ${id}
      UNION ALL
      SELECT p.id, p.name, p.parent_id, a.steps + 1 FROM above a JOIN public_credit_points p ON p.id = a.parent_id
        WHERE a.steps < 10
    ) SELECT id, name FROM above ORDER BY steps DESC`.execute(tx);
  return rows;
}

export async function countTiersBelow(tx: Tx, id: number): Promise<number> {
  const { count } = await tx
    .withTables<CreditPointsTables>()
    .selectFrom('public_credit_points')
    .select((b) => b.fn.countAll<number>().as('count'))
    .where('parent_id', '=', id)
    .executeTakeFirstOrThrow();
  return count;
}
