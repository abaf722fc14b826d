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

/** What the tree of every day is made of: the public one, or all there is; of some alone where these are named. */
export async function readTreeRows(tx: Tx, part: 'public' | 'all', ids?: readonly number[]): Promise<TreeRows> {
  const of = (name: string) =>
    part === 'public' ? sql.table(`public_institution_${name}`) : sql`${sql.ref(`all_institution_${name}`)}()`;
  const whose = (column: string) => (ids ? sql`WHERE ${sql.ref(column)} = ANY (${[...ids]}::bigint[])` : sql``);
  // One after another: a transaction has one connection.
  const all = await sql<NodeRow>`SELECT id, name, aliases, type, level, division, opened_on AS opened,
    closed_on AS closed FROM ${of('nodes')} ${whose('id')} ORDER BY id`.execute(tx);
  const names = await sql<SpanRow<string>>`SELECT institution_id AS id, name AS value, ${during}
    FROM ${of('names')} ${whose('institution_id')} ORDER BY institution_id, during`.execute(tx);
  const parents = await sql<SpanRow<number>>`SELECT institution_id AS id, parent_id AS value, ${during}
    FROM ${of('parents')} ${whose('institution_id')} ORDER BY institution_id, during`.execute(tx);
  const heirs = await sql<{ id: number; heir: number }>`SELECT institution_id AS id, heir_id AS heir
    FROM ${of('heirs')} ${whose('institution_id')} ORDER BY institution_id, position`.execute(tx);
  return { nodes: all.rows, names: names.rows, parents: parents.rows, heirs: heirs.rows };
}

/** Some and those whose rows show only with them: below them, or gone into them. */
export async function listAffected(tx: Tx, ids: readonly number[]): Promise<number[]> {
  const some = sql`${[...ids]}::bigint[]`;
  const { rows } = await sql<{ id: number }>`
    SELECT unnest(${some}) AS id
    UNION SELECT institution_id FROM public_institution_parents WHERE parent_id = ANY (${some})
    UNION SELECT institution_id FROM public_institution_heirs WHERE heir_id = ANY (${some})`.execute(tx);
  return rows.map(({ id }) => id);
}

/** Waits for the turn to change the tree; it lasts until the transaction ends. */
export async function takeTurn(tx: Tx): Promise<void> {
  await sql`SELECT FROM institution_tree_turn FOR UPDATE`.execute(tx);
}

/** New ids of the one number space. */
export async function takeIds(tx: Tx, count: number): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`SELECT new_institution_ids(${count}) AS id`.execute(tx);
  return rows.map(({ id }) => id);
}

export async function writeTree(tx: Tx, nodes: readonly object[]): Promise<void> {
  await sql`SELECT write_institution_tree(${JSON.stringify(nodes)}::jsonb)`.execute(tx);
}

/** How many public things some institutions offer themselves. */
export async function countThings(
  tx: Tx,
  things: readonly StoredThing[],
  ids: readonly number[],
): Promise<Map<number, number>> {
  if (ids.length === 0) return new Map();
  const counts = things.flatMap(({ view, organiser }) => {
    if (organiser === null) return [];
    const owner = sql.ref(organiser);
    return [
      sql`SELECT DISTINCT ${owner} AS institution, id FROM ${sql.table(view)} WHERE ${owner} = ANY (${[...ids]}::bigint[])`,
    ];
  });
  const { rows } = await sql<{ id: number; count: number }>`
    SELECT institution AS id, count(*) AS count FROM (${sql.join(counts, sql` UNION ALL `)}) t GROUP BY institution`.execute(
    tx,
  );
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
  /** Sealed, in base64. */
  reason: string | null;
  difference: object;
  declared: string;
  state: 'planned' | 'done';
  before: object;
  after: object;
  by: string;
  institutions: readonly number[];
}

export async function insertAct(tx: Tx, act: NewAct): Promise<number> {
  const { rows } = await sql<{ id: number }>`SELECT note_tree_act(${JSON.stringify(act)}::jsonb) AS id`.execute(tx);
  return rows[0]!.id;
}

export async function findAct(tx: Tx, id: number): Promise<StoredAct | undefined> {
  const { rows } = await sql<StoredAct>`SELECT * FROM find_tree_act(${id})`.execute(tx);
  return rows[0];
}

/** Acts that came later on one of the same institutions and still hold. */
export async function listLaterActs(tx: Tx, id: number): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`SELECT later_tree_acts(${id}) AS id`.execute(tx);
  return rows.map((row) => row.id);
}

export async function markUndone(tx: Tx, id: number, by: string): Promise<void> {
  await sql`SELECT note_tree_act_undone(${id}, ${by})`.execute(tx);
}

export interface ListedAct {
  id: number;
  kind: string;
  as_of: string;
  payload: unknown;
  reason: Buffer | null;
  reason_key: Buffer | null;
  difference: unknown;
  state: 'planned' | 'done' | 'undone';
  done_by: string;
  done_at: Date;
}

/** The latest first, of those within the scope of who asks. */
export async function listActs(
  tx: Tx,
  { institution, before, limit }: { institution: number | null; before: number | null; limit: number },
): Promise<ListedAct[]> {
  const { rows } = await sql<ListedAct>`
    SELECT * FROM list_tree_acts(${institution}::bigint, ${before}::bigint, ${limit}::integer)`.execute(tx);
  return rows;
}

/** What public institutions are called today. */
export async function listNames(tx: Tx, ids: readonly number[]): Promise<{ id: number; name: string }[]> {
  const { rows } = await sql<{ id: number; name: string }>`
    SELECT DISTINCT id, name FROM public_institutions WHERE id = ANY (${[...ids]}::bigint[]) ORDER BY id`.execute(tx);
  return rows;
}

/** Roles held for a branch, by whom. */
export async function listScopes(tx: Tx): Promise<{ institution: number; holder: string; role: string }[]> {
  const { rows } = await sql<{ institution: number; holder: string; role: string }>`
    SELECT * FROM tree_scopes()`.execute(tx);
  return rows;
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

/** Institutions whose duplicates who asks may review. */
export async function listReviewed(tx: Tx): Promise<Set<number>> {
  const { rows } = await sql<{ id: number }>`SELECT app_scope('tree.review') AS id`.execute(tx);
  return new Set(rows.map(({ id }) => id));
}

export interface LikelyRow {
  id: number;
  name: string;
  otherNames: string[];
  type: string;
  division: string | null;
  phone: string | null;
  lng: number | null;
  lat: number | null;
}

/** Public institutions that are open on `day`, each at its main place. */
export async function listLikely(tx: Tx, day: string): Promise<LikelyRow[]> {
  const { rows } = await sql<LikelyRow>`
    SELECT DISTINCT ON (i.id) i.id, i.name, i.aliases AS "otherNames", i.type, i.division, i.phone, p.lng, p.lat
    FROM public_institutions i LEFT JOIN public_places p ON p.id = i.place_id
    WHERE i.closed_on IS NULL OR i.closed_on > ${day}::date
    ORDER BY i.id, i.is_main DESC, i.place_id`.execute(tx);
  return rows;
}

export async function listDivisionNames(tx: Tx): Promise<{ code: string; parent: string | null; name: string }[]> {
  const { rows } = await sql<{ code: string; parent: string | null; name: string }>`
    SELECT code, parent, name FROM divisions`.execute(tx);
  return rows;
}
