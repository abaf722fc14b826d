import type { ClientBase } from 'pg';
import type { Parentage } from '../../../intake/sheet/sheet.ts';

/** Parents as of `today`; an earlier parent holds until then. Answers the children whose parent changed. */
export async function linkParents(client: ClientBase, parents: readonly Parentage[], today: string): Promise<number[]> {
  const { rows } = await client.query<{ child: number }>(
    `SELECT c.child::float8 AS child FROM unnest($1::bigint[], $2::bigint[]) AS c (child, parent)
     WHERE NOT EXISTS (SELECT FROM institution_parents p
       WHERE p.institution_id = c.child AND p.parent_id = c.parent AND p.during @> $3::date)`,
    [parents.map(({ child }) => child), parents.map(({ parent }) => parent), today],
  );
  const changed = new Set(rows.map(({ child }) => child));
  for (const { child, parent } of parents.filter(({ child }) => changed.has(child))) {
    await client.query(`DELETE FROM institution_parents WHERE institution_id = $1 AND lower(during) >= $2::date`, [
      child,
      today,
    ]);
    const closed = await client.query(
      `UPDATE institution_parents SET during = daterange(lower(during), $2::date)
       WHERE institution_id = $1 AND during @> $2::date`,
      [child, today],
    );
    // Nothing is known about the time before the first parent: it holds from ever.
    const from = closed.rowCount ? today : null;
    await client.query('INSERT INTO institution_parents VALUES ($1, $2, daterange($3::date, NULL))', [
      child,
      parent,
      from,
    ]);
  }
  return [...changed];
}
