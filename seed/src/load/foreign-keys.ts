import type pg from 'pg';

/** One column that refers to another table. */
export interface ForeignKey {
  child: string;
  column: string;
  parent: string;
  /** What it refers to in the parent. */
  key: string;
  /** ON DELETE CASCADE: the row goes with what it refers to. */
  cascades: boolean;
}

/** Keys of one column between tables of the schema, in the order of their columns. */
export async function listForeignKeys(client: pg.ClientBase): Promise<ForeignKey[]> {
  const { rows } = await client.query<ForeignKey>(
    `SELECT c.conrelid::regclass::text AS child, a.attname AS column, c.confrelid::regclass::text AS parent,
       k.attname AS key, c.confdeltype = 'c' AS cascades
     FROM pg_constraint c
       JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
       JOIN pg_attribute k ON k.attrelid = c.confrelid AND k.attnum = c.confkey[1]
     WHERE c.contype = 'f' AND cardinality(c.conkey) = 1 AND c.connamespace = current_schema()::regnamespace
     ORDER BY c.conrelid::regclass::text, a.attnum`,
  );
  return rows;
}
