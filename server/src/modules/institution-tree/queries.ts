import { sql } from 'kysely';
import type { StoredThing, Tx } from '../../db/index.ts';

/** Of one institution; spans as [value, from, to]. */
export interface NodeRow {
  id: number;
  name: string;
  aliases: string[];
  type: string;
  level: 'province' | 'city' | 'county' | 'township' | 'village' | 'none';
  division: string | null;
  opened: string | null;
  closed: string | null;
}
interface SpanRow<T> {
  id: number;
  value: T;
  from: string | null;
  to: string | null;
}
export interface TreeRows {
  nodes: NodeRow[];
  names: SpanRow<string>[];
  parents: SpanRow<number>[];
  heirs: { id: number; heir: number }[];
}

const during = sql`lower(during) AS from, upper(during) AS to`;

/** What the tree of every day is made of: the public one, or all there is. */
export async function readTreeRows(tx: Tx, part: 'public' | 'all'): Promise<TreeRows> {
  const prefix = part === 'public' ? 'public_' : '';
  const nodes = sql.table(part === 'public' ? 'public_institution_nodes' : 'institutions');
  const of = (table: string) => sql.table(`${prefix}${table}`);
  // One after another: a transaction has one connection.
  const all = await sql<NodeRow>`SELECT id, name, aliases, type, level, division, opened_on AS opened,
    closed_on AS closed FROM ${nodes} ORDER BY id`.execute(tx);
  const names = await sql<SpanRow<string>>`SELECT institution_id AS id, name AS value, ${during}
    FROM ${of('institution_names')} ORDER BY institution_id, during`.execute(tx);
  const parents = await sql<SpanRow<number>>`SELECT institution_id AS id, parent_id AS value, ${during}
    FROM ${of('institution_parents')} ORDER BY institution_id, during`.execute(tx);
  const heirs = await sql<{ id: number; heir: number }>`SELECT institution_id AS id, heir_id AS heir
    FROM ${of('institution_heirs')} ORDER BY institution_id, position`.execute(tx);
  return { nodes: all.rows, names: names.rows, parents: parents.rows, heirs: heirs.rows };
}

/** Waits for the turn to change the tree; it lasts until the transaction ends. */
export async function takeTurn(tx: Tx): Promise<void> {
  await sql`SELECT FROM institution_tree_turn FOR UPDATE`.execute(tx);
}

/** New ids of the one number space. */
export async function takeIds(tx: Tx, count: number): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    SELECT nextval('thing_id') AS id FROM generate_series(1, ${count})`.execute(tx);
  return rows.map(({ id }) => id);
}

export async function writeTree(tx: Tx, nodes: readonly object[]): Promise<void> {
  await sql`SELECT write_institution_tree(${JSON.stringify(nodes)}::jsonb)`.execute(tx);
}

/** How many things, in any state, some institutions offer themselves. */
export async function countThings(
  tx: Tx,
  things: readonly StoredThing[],
  ids: readonly number[],
): Promise<Map<number, number>> {
  if (ids.length === 0) return new Map();
  const counts = things.flatMap(({ table, organiser }) =>
    organiser === null
      ? []
      : [
          sql`SELECT ${sql.ref(organiser)} AS id FROM ${sql.table(table)} WHERE ${sql.ref(organiser)} = ANY (${[...ids]}::bigint[])`,
        ],
  );
  const { rows } = await sql<{ id: number; count: number }>`
    SELECT id, count(*) AS count FROM (${sql.join(counts, sql` UNION ALL `)}) t GROUP BY id`.execute(tx);
  return new Map(rows.map(({ id, count }) => [id, count]));
}

export interface StoredAct {
  id: number;
  state: 'planned' | 'done' | 'undone';
  before: unknown;
  after: unknown;
}

export interface NewAct {
  kind: string;
  asOf: string;
  payload: object;
  reason: string;
  difference: object;
  declared: string;
  state: 'planned' | 'done';
  before: object;
  after: object;
  by: string;
  institutions: readonly number[];
}

export async function insertAct(tx: Tx, act: NewAct): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    WITH act AS (
      INSERT INTO tree_acts (kind, as_of, payload, reason, difference, declared, state, before, after, done_by)
      VALUES (${act.kind}, ${act.asOf}::date, ${JSON.stringify(act.payload)}::jsonb, ${act.reason},
        ${JSON.stringify(act.difference)}::jsonb, ${act.declared}, ${act.state},
        ${JSON.stringify(act.before)}::jsonb, ${JSON.stringify(act.after)}::jsonb, ${act.by})
      RETURNING id
    ), named AS (
      INSERT INTO tree_act_institutions SELECT act.id, t.id FROM act, unnest(${[...act.institutions]}::bigint[]) t (id)
    ) SELECT id FROM act`.execute(tx);
  return rows[0]!.id;
}

export async function findAct(tx: Tx, id: number): Promise<StoredAct | undefined> {
  const { rows } = await sql<StoredAct>`
    SELECT id, state, before, after FROM tree_acts WHERE id = ${id} FOR UPDATE`.execute(tx);
  return rows[0];
}

/** Acts that came later on one of the same institutions and still hold. */
export async function listLaterActs(tx: Tx, id: number): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    SELECT DISTINCT a.id FROM tree_act_institutions own
      JOIN tree_act_institutions n ON n.institution_id = own.institution_id AND n.act_id > own.act_id
      JOIN tree_acts a ON a.id = n.act_id AND a.state <> 'undone'
    WHERE own.act_id = ${id} ORDER BY a.id`.execute(tx);
  return rows.map((row) => row.id);
}

export async function markUndone(tx: Tx, id: number, by: string): Promise<void> {
  await sql`UPDATE tree_acts SET state = 'undone', undone_by = ${by}, undone_at = now() WHERE id = ${id}`.execute(tx);
}

/** Said by somebody not to be the same; or taken back. */
export async function noteNotDuplicates(tx: Tx, [a, b]: readonly [number, number], by: string): Promise<void> {
  await sql`INSERT INTO not_duplicates (a, b, said_by) VALUES (${Math.min(a, b)}, ${Math.max(a, b)}, ${by})
    ON CONFLICT DO NOTHING`.execute(tx);
}
export async function forgetNotDuplicates(tx: Tx, [a, b]: readonly [number, number]): Promise<boolean> {
  const { rows } = await sql`DELETE FROM not_duplicates WHERE a = ${Math.min(a, b)} AND b = ${Math.max(a, b)}
    RETURNING a`.execute(tx);
  return rows.length > 0;
}
export async function listNotDuplicates(tx: Tx): Promise<{ a: number; b: number }[]> {
  const { rows } = await sql<{ a: number; b: number }>`SELECT a, b FROM not_duplicates ORDER BY a, b`.execute(tx);
  return rows;
}
