import type { ClientBase } from 'pg';
import type { Row } from '../plans.ts';

/** A table of things of a source, and what of it a source owns. */
export interface Remembered {
  table: string;
  owned: readonly string[];
  source: string;
}
/** Columns that a person changed since the source last said them, by source id. */
export type Kept = Readonly<Record<string, readonly string[]>>;

const toJson = (rows: readonly Row[]) =>
  JSON.stringify(rows.map((row) => ({ ...row.columns, source_id: row.sourceId })));

/**
 * Three ways, column by column: what the source says, what stands here, and what the source said last, as the database read
 * it back (`source_said`). What a person changed stays; where the source says another thing, that is noted as a conflict.
 */
export async function compareWithLast(
  client: ClientBase,
  { table, owned, source }: Remembered,
  rows: readonly Row[],
): Promise<Kept> {
  const { rows: kept } = await client.query<{ source_id: string; fields: string[] }>(
    `WITH changed AS MATERIALIZED (
       SELECT m.source_id, f.field, to_jsonb(t)->f.field AS stands, to_jsonb(i)->f.field AS wanted
       FROM jsonb_populate_recordset(NULL::${table}, $1::jsonb) i
         JOIN ${table} t ON t.source_system = $2 AND t.source_id = i.source_id
         JOIN source_said m ON m.source_system = $2 AND m.relation = '${table}' AND m.source_id = i.source_id
         CROSS JOIN unnest($3::text[]) AS f (field)
       WHERE to_jsonb(t)->f.field IS DISTINCT FROM m.said->f.field AND NOT f.field = ANY (m.yields)
     ), noted AS (
       INSERT INTO source_conflicts AS c (source_system, relation, source_id, field, kept, wanted)
       SELECT $2, '${table}', source_id, field, stands, wanted FROM changed WHERE stands IS DISTINCT FROM wanted
       ON CONFLICT (source_system, relation, source_id, field) DO UPDATE SET kept = excluded.kept, wanted = excluded.wanted
         WHERE (c.kept, c.wanted) IS DISTINCT FROM (excluded.kept, excluded.wanted)
     ), agreed AS (
       DELETE FROM source_conflicts c WHERE c.source_system = $2 AND c.relation = '${table}' AND c.field = ANY ($3)
         AND c.source_id IN (SELECT i->>'source_id' FROM jsonb_array_elements($1::jsonb) i)
         AND NOT EXISTS (SELECT FROM changed d WHERE d.source_id = c.source_id AND d.field = c.field AND d.stands IS DISTINCT FROM d.wanted)
     )
     SELECT source_id, array_agg(field) AS fields FROM changed GROUP BY source_id`,
    [toJson(rows), source, owned],
  );
  return Object.fromEntries(kept.map(({ source_id, fields }) => [source_id, fields]));
}

/** What the source says now is what it said last: a person's change is told from it. */
export async function remember(
  client: ClientBase,
  { table, owned, source }: Remembered,
  rows: readonly Row[],
  kept: Kept,
) {
  await client.query(
    `INSERT INTO source_said AS m (source_system, relation, source_id, said)
     SELECT $2, '${table}', t.source_id, (
       SELECT jsonb_object_agg(f, CASE WHEN $4::jsonb->t.source_id ? f THEN to_jsonb(i)->f ELSE to_jsonb(t)->f END) FROM unnest($3::text[]) AS f)
     FROM ${table} t JOIN jsonb_populate_recordset(NULL::${table}, $1::jsonb) i ON i.source_id = t.source_id
     WHERE t.source_system = $2
     ON CONFLICT (source_system, relation, source_id) DO UPDATE SET said = m.said || excluded.said, yields = '{}'
       WHERE m.said IS DISTINCT FROM m.said || excluded.said OR m.yields <> '{}'`,
    [toJson(rows), source, owned, JSON.stringify(kept)],
  );
}

const PARTS = 'offerings';
interface PartsOf extends Omit<Remembered, 'owned'> {
  partTable: string;
  /** Column of the parts that names their thing. */
  owner: string;
}
const partsNow = ({ partTable, owner }: PartsOf) =>
  `coalesce((SELECT jsonb_agg(to_jsonb(p) - 'id' ORDER BY to_jsonb(p) - 'id') FROM ${partTable} p WHERE p.${owner} = t.id), '[]')`;

/** Things whose parts a person changed since the source last said them: they stay as a whole. */
export async function findChangedParts(client: ClientBase, of: PartsOf, ids: readonly number[]): Promise<Set<number>> {
  const { table, source } = of;
  const { rows } = await client.query<{ id: number }>(
    `WITH changed AS MATERIALIZED (
       SELECT t.id, t.source_id, ${partsNow(of)} AS stands, m.said->'${PARTS}' AS last FROM ${table} t
         JOIN source_said m ON m.source_system = $2 AND m.relation = '${table}' AND m.source_id = t.source_id
       WHERE t.id = ANY ($1) AND m.said ? '${PARTS}' AND ${partsNow(of)} <> m.said->'${PARTS}' AND NOT '${PARTS}' = ANY (m.yields)
     ), noted AS (
       INSERT INTO source_conflicts (source_system, relation, source_id, field, kept, wanted)
       SELECT $2, '${table}', source_id, '${PARTS}', stands, last FROM changed
       ON CONFLICT (source_system, relation, source_id, field) DO UPDATE SET kept = excluded.kept
     ), agreed AS (
       DELETE FROM source_conflicts c USING ${table} t WHERE t.id = ANY ($1) AND c.source_system = $2 AND c.relation = '${table}'
         AND c.source_id = t.source_id AND c.field = '${PARTS}' AND t.id NOT IN (SELECT id FROM changed)
     )
     SELECT id::float8 AS id FROM changed`,
    [ids, source],
  );
  return new Set(rows.map(({ id }) => id));
}
export async function rememberParts(client: ClientBase, of: PartsOf, ids: readonly number[]): Promise<void> {
  await client.query(
    `UPDATE source_said m SET said = m.said || jsonb_build_object('${PARTS}', ${partsNow(of)})
     FROM ${of.table} t WHERE t.id = ANY ($1) AND m.source_system = $2 AND m.relation = '${of.table}' AND m.source_id = t.source_id`,
    [ids, of.source],
  );
}
