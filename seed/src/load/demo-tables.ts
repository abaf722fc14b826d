import type pg from 'pg';
import { listForeignKeys, type ForeignKey } from './foreign-keys.ts';

/** A table of which some rows are demo. */
export interface ThingTable {
  table: string;
  /** Columns of its primary key and of what it is called. */
  key: string;
  name: string;
  /** One of its rows: credit point. */
  words: string;
}
export interface Tables {
  /** What refers to others stands before them. */
  things: ThingTable[];
  /** Rows that go with the thing they belong to. */
  parts: { table: string; column: string; owner: ThingTable }[];
  /** What a row of `by` refers to in `of`; in `from` that row is called `needer`. */
  needs: { by: ThingTable; from: string; column: string; of: ThingTable }[];
}

/** What the foreign keys of the database say about tables with a column `is_demo` and their parts. */
export async function describeTables(client: pg.ClientBase): Promise<Tables> {
  const keys = await listForeignKeys(client);
  const things = await listThings(client);
  const thingOf = new Map(things.map((thing) => [thing.table, thing]));
  const ofParts = keys.filter(({ child, parent }) => !thingOf.has(child) && thingOf.has(parent));
  return {
    things: sortReferring(things, keys),
    parts: ofParts.flatMap(({ child, column, parent, cascades }) =>
      cascades ? { table: child, column, owner: thingOf.get(parent)! } : [],
    ),
    needs: [
      ...keys.flatMap(({ child, column, parent }) => {
        const [by, of] = [thingOf.get(child), thingOf.get(parent)];
        return by && of ? { by, of, from: `${child} needer`, column: `needer.${column}` } : [];
      }),
      ...ofParts.flatMap((key) => needOfPart(key, ofParts, thingOf)),
    ],
  };
}

/** A part belongs to what the first of its cascading columns refers to; what its other columns say, that needs. */
function needOfPart(key: ForeignKey, ofParts: readonly ForeignKey[], thingOf: ReadonlyMap<string, ThingTable>) {
  const { child, column, parent } = key;
  const belongs = ofParts.find((other) => other.child === child && other.cascades);
  if (!belongs || belongs === key) return [];
  const by = thingOf.get(belongs.parent)!;
  const from = `${child} part JOIN ${by.table} needer ON needer.${belongs.key} = part.${belongs.column}`;
  return [{ by, of: thingOf.get(parent)!, from, column: `part.${column}` }];
}

/** Throws where demo rows cannot be told apart by one column. */
async function listThings(client: pg.ClientBase): Promise<ThingTable[]> {
  const { rows } = await client.query<{ table: string; key: string | null; name: string | null }>(
    `SELECT c.oid::regclass::text AS table, k.attname AS key, (
         SELECT attname FROM pg_attribute WHERE attrelid = c.oid AND attname IN ('name', 'title') ORDER BY 1 LIMIT 1) AS name
     FROM pg_class c
       JOIN pg_attribute d ON d.attrelid = c.oid AND d.attname = 'is_demo'
       LEFT JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary AND i.indnkeyatts = 1
       LEFT JOIN pg_attribute k ON k.attrelid = c.oid AND k.attnum = i.indkey[0]
     WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace ORDER BY 1`,
  );
  return rows.map(({ table, key, name }) => {
    if (key === null) throw new Error(`the table ${table} has demo rows and no key of one column`);
    return { table, key, name: name ?? key, words: toWords(table) };
  });
}

/** credit_points: credit point. */
const toWords = (table: string) => table.replace(/ies$/, 'y').replace(/s$/, '').replaceAll('_', ' ');

/** What refers to others before them; a table may refer to itself. */
function sortReferring(things: readonly ThingTable[], keys: readonly ForeignKey[]): ThingTable[] {
  const left = [...things];
  const sorted: ThingTable[] = [];
  while (left.length > 0) {
    const isLeft = (name: string) => left.some(({ table }) => table === name);
    const isFree = ({ table }: ThingTable) =>
      !keys.some(({ child, parent }) => parent === table && child !== table && isLeft(child));
    // Tables in a circle have keys that wait for the end of the transaction: any order does.
    sorted.push(...left.splice(Math.max(0, left.findIndex(isFree)), 1));
  }
  return sorted;
}
