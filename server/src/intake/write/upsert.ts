import type { ClientBase } from 'pg';
import type { Sheet } from '../sheet/sheet.ts';
import type { Row } from '../plans.ts';
import { compareWithLast, remember } from './memory.ts';

export type Outcome = 'created' | 'updated' | 'unchanged';
export interface Written {
  id: number;
  outcome: Outcome;
  /** Editorial state; an import publishes what it creates and leaves the state of what is there. */
  state: string;
}
/** By source id. */
export type WrittenRows = Map<string, Written>;

const RECORD = ['source_url', 'source_record'];
export interface RowsToWrite {
  source: string;
  rows: readonly Row[];
  /** What people changed here stays, by what the source said last. */
  remembers: boolean;
}
/** Creates and updates things of one source by source id; rows that say nothing new are not touched. */
export async function upsert(
  client: ClientBase,
  { table, owned }: Sheet,
  { source, rows, remembers }: RowsToWrite,
): Promise<WrittenRows> {
  if (rows.length === 0) return new Map();
  await adopt(client, table, source, rows);
  const columns = [...owned, ...RECORD];
  const incoming = `(SELECT * FROM jsonb_populate_recordset(NULL::${table}, $1::jsonb)) AS i`;
  const json = JSON.stringify(rows.map((row) => ({ ...row.columns, source_id: row.sourceId })));
  const kept = remembers ? await compareWithLast(client, { table, owned, source }, rows) : {};
  const listOf = (alias: string) => columns.map((column) => `${alias}.${column}`).join(', ');

  const news = columns
    .map((column) => `CASE WHEN $3::jsonb->t.source_id ? '${column}' THEN t.${column} ELSE i.${column} END`)
    .join(', ');
  const updated = await client.query<{ source_id: string }>(
    `UPDATE ${table} t SET (${columns.join(', ')}) = (SELECT ${news}), revision = t.revision + 1, updated_at = now()
     FROM ${incoming} WHERE t.source_system = $2 AND t.source_id = i.source_id
       AND (${listOf('t')}) IS DISTINCT FROM (${news}) RETURNING t.source_id`,
    [json, source, JSON.stringify(kept)],
  );
  const created = await client.query<{ source_id: string }>(
    `INSERT INTO ${table} (${columns.join(', ')}, source_system, source_id, state, is_demo)
     SELECT ${listOf('i')}, $2, i.source_id, 'published', false FROM ${incoming}
     WHERE NOT EXISTS (SELECT FROM ${table} t WHERE t.source_system = $2 AND t.source_id = i.source_id)
     RETURNING source_id`,
    [json, source],
  );
  if (remembers) await remember(client, { table, owned, source }, rows, kept);
  const found = await client.query<{ id: number; source_id: string; state: string }>(
    `SELECT id::float8 AS id, source_id, state FROM ${table} WHERE source_system = $1 AND source_id = ANY ($2)`,
    [source, rows.map(({ sourceId }) => sourceId)],
  );
  const isCreated = new Set(created.rows.map((row) => row.source_id));
  const isUpdated = new Set(updated.rows.map((row) => row.source_id));
  const outcomeOf = (id: string): Outcome =>
    isCreated.has(id) ? 'created' : isUpdated.has(id) ? 'updated' : 'unchanged';
  return new Map(
    found.rows.map(({ id, source_id, state }) => [source_id, { id, state, outcome: outcomeOf(source_id) }]),
  );
}

/** What earlier rows only mentioned becomes the thing of its own row. */
async function adopt(client: ClientBase, table: string, source: string, rows: readonly Row[]) {
  const claims = new Map<string, string[]>();
  for (const { sourceId, formerId } of rows) {
    if (formerId) claims.set(formerId, [...(claims.get(formerId) ?? []), sourceId]);
  }
  const single = [...claims].filter(([, claimants]) => claimants.length === 1);
  if (single.length === 0) return;
  await client.query(
    `UPDATE ${table} t SET source_id = c.new FROM unnest($2::text[], $3::text[]) AS c (old, new)
     WHERE t.source_system = $1 AND t.source_id = c.old
       AND NOT EXISTS (SELECT FROM ${table} x WHERE x.source_system = $1 AND x.source_id = c.new)`,
    [source, single.map(([old]) => old), single.map(([, [claimant]]) => claimant!)],
  );
}
