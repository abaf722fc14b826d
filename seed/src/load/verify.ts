import type pg from 'pg';
import { listForeignKeys } from './foreign-keys.ts';

interface Reference {
  name: string;
  sql: string;
}

/** Throws when a row of `tables` refers to nothing or uses an unknown term: what triggers check when they are on. */
export async function verifyReferences(client: pg.ClientBase, tables: readonly string[]): Promise<void> {
  for (const { name, sql } of [...(await listReferences(client, tables)), ...(await listTermColumns(client, tables))]) {
    const { rows } = await client.query<{ missing: string }>(sql);
    if (rows.length) throw new Error(`the loaded rows are not consistent: ${name} ${rows[0]!.missing} does not exist`);
  }
}

async function listReferences(client: pg.ClientBase, tables: readonly string[]): Promise<Reference[]> {
  const keys = (await listForeignKeys(client)).filter(({ child }) => tables.includes(child));
  return keys.map(({ child, parent, column, key }) => ({
    name: `${child}.${column}`,
    sql: `SELECT c.${column}::text AS missing FROM ${child} c LEFT JOIN ${parent} p ON p.${key} = c.${column}
      WHERE c.${column} IS NOT NULL AND p.${key} IS NULL LIMIT 1`,
  }));
}

/** The arguments of the triggers that check terms say which column holds terms of which vocabulary. */
async function listTermColumns(client: pg.ClientBase, tables: readonly string[]): Promise<Reference[]> {
  const { rows } = await client.query<{ table: string; column: string; vocabulary: string; listed: boolean }>(
    `SELECT DISTINCT t.tgrelid::regclass::text AS table, split_part(args, '\\000', 1) AS column,
       split_part(args, '\\000', 2) AS vocabulary, a.attndims > 0 AS listed
     FROM pg_trigger t CROSS JOIN LATERAL encode(t.tgargs, 'escape') AS args
       JOIN pg_proc p ON p.oid = t.tgfoid AND p.proname = 'check_terms'
       JOIN pg_attribute a ON a.attrelid = t.tgrelid AND a.attname = split_part(args, '\\000', 1)
     WHERE t.tgrelid = ANY ($1::regclass[])`,
    [tables],
  );
  return rows.map(({ table, column, vocabulary, listed }) => ({
    name: `${table}.${column}`,
    sql: `SELECT code AS missing FROM (SELECT DISTINCT ${listed ? `unnest(${column})` : column} AS code FROM ${table}) used
      WHERE code IS NOT NULL
        AND NOT EXISTS (SELECT FROM terms WHERE terms.vocabulary = '${vocabulary}' AND terms.code = used.code) LIMIT 1`,
  }));
}
