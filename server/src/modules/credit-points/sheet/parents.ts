import type { ClientBase } from 'pg';
import type { Parentage } from '../../../intake/sheet/sheet.ts';

/** Answers the points whose parent changed. */
export async function linkParents(client: ClientBase, parents: readonly Parentage[]): Promise<number[]> {
  const { rows } = await client.query<{ id: number }>(
    `UPDATE credit_points t SET parent_id = c.parent, updated_at = now()
     FROM unnest($1::bigint[], $2::bigint[]) AS c (child, parent)
     WHERE t.id = c.child AND t.parent_id IS DISTINCT FROM c.parent RETURNING t.id::float8 AS id`,
    [parents.map(({ child }) => child), parents.map(({ parent }) => parent)],
  );
  return rows.map(({ id }) => id);
}
