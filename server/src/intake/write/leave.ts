import type { ClientBase } from 'pg';
import type { Sheet } from '../sheet/sheet.ts';

/**
 * Takes things of a source off the map, by source id, in the transaction of who calls; the record remembers that it was the
 * source. What a person changed since the source last said it stays, and that is noted as a conflict. Answers what left.
 */
export async function leaveBySource(
  client: ClientBase,
  { table, owned, kind }: Sheet,
  { source, sourceIds }: { source: string; sourceIds: readonly string[] },
): Promise<Set<string>> {
  const { rows } = await client.query<{ source_id: string; stays: boolean; id: string }>(
    `WITH there AS MATERIALIZED (
       SELECT t.id, t.source_id, EXISTS (SELECT FROM unnest($3::text[]) AS f
         WHERE to_jsonb(t)->f IS DISTINCT FROM m.said->f) AND NOT coalesce('state' = ANY (m.yields), false) AS stays
       FROM ${table} t LEFT JOIN source_said m ON m.source_system = $1 AND m.relation = '${table}' AND m.source_id = t.source_id
       WHERE t.source_system = $1 AND t.source_id = ANY ($2) AND t.state = 'published'
     ), noted AS (
       INSERT INTO source_conflicts (source_system, relation, source_id, field, kept, wanted)
       SELECT $1, '${table}', source_id, 'state', '"published"', '"archived"' FROM there WHERE stays ON CONFLICT DO NOTHING
     )
     SELECT id::text, source_id, stays FROM there`,
    [source, sourceIds, owned],
  );
  const leaving = rows.filter(({ stays }) => !stays);
  await setState(client, { table, kind }, { ids: leaving.map(({ id }) => id), state: 'archived' });
  return new Set(leaving.map(({ source_id }) => source_id));
}

/** What a source took off the map and has again is public again; what people withdrew stays away. */
export async function comeBack(
  client: ClientBase,
  { table, kind }: Sheet,
  { source, sourceIds }: { source: string; sourceIds: readonly string[] },
): Promise<void> {
  await client.query(
    `DELETE FROM source_conflicts WHERE source_system = $1 AND relation = '${table}' AND source_id = ANY ($2) AND field = 'state'
       AND wanted = '"archived"'`,
    [source, sourceIds],
  );
  const gone = await client.query<{ id: string }>(
    `SELECT id::text FROM ${table} WHERE source_system = $1 AND source_id = ANY ($2) AND state = 'archived'`,
    [source, sourceIds],
  );
  await setState(client, { table, kind }, { ids: gone.rows.map(({ id }) => id), state: 'published' });
}

async function setState(
  client: ClientBase,
  { table }: Pick<Sheet, 'table' | 'kind'>,
  { ids, state }: { ids: readonly string[]; state: 'archived' | 'published' },
) {
  if (ids.length === 0) return;
  await client.query(`UPDATE ${table} SET state = $2, updated_at = now() WHERE id = ANY ($1::bigint[])`, [ids, state]);
  await client.query(`UPDATE pins SET presence = $2, changed_at = now() WHERE id = ANY ($1::bigint[])`, [
    ids,
    state === 'published' ? 'public' : 'archived',
  ]);
}
