import type pg from 'pg';
import { inBulk } from './bulk.ts';
import { noteDemoPersons, removeDemoPersons } from './demo-persons.ts';
import { describeTables, type Tables, type ThingTable } from './demo-tables.ts';
import { forgetRun } from './runs.ts';
import { verifyReferences } from './verify.ts';

export interface KeptDemo {
  /** What it is, in words: credit point. */
  kind: string;
  id: string;
  name: string;
  /** A real thing that needs it. */
  neededBy: string;
}

/**
 * Removes every demo row but those that a real one refers to, itself or by way of rows that are kept, and answers those.
 * What refers to what is asked of the database: a new table with foreign keys needs no word here.
 */
export async function removeDemo(client: pg.ClientBase): Promise<KeptDemo[]> {
  return inBulk(client, async (skipped) => {
    const tables = await describeTables(client);
    await findKept(client, tables);
    await noteDemoPersons(client);
    for (const { table, column, owner } of tables.parts) {
      await client.query(`DELETE FROM ${table} WHERE ${column} IN (${going(owner)})`);
    }
    for (const thing of tables.things) {
      await client.query(`DELETE FROM ${thing.table} WHERE ${thing.key} IN (${going(thing)})`);
    }
    await removeDemoPersons(client, skipped);
    const names = [...tables.things, ...tables.parts].map(({ table }) => table);
    if (skipped) await verifyReferences(client, [...new Set([...names, 'persons'])]);
    await forgetRun(client, 'demo');
    return listKept(client, tables);
  });
}

const going = ({ table, key }: ThingTable) =>
  `SELECT ${key} FROM ${table} WHERE is_demo AND NOT EXISTS (
     SELECT FROM kept_demo k WHERE k.of_table = '${table}' AND k.key = ${table}.${key}::text)`;

/** Notes the demo rows that stay: round by round what those of the last round refer to, first what real rows do. */
async function findKept(client: pg.ClientBase, { needs }: Tables): Promise<void> {
  await client.query(
    `CREATE TEMP TABLE kept_demo (of_table text, key text, name text, needed_by text, round integer,
       PRIMARY KEY (of_table, key)) ON COMMIT DROP`,
  );
  for (let round = 1; ; round++) {
    const needed = needs.map((need) => needSql(need, round)).join(' UNION ALL ');
    if (needed === '') return;
    const { rowCount } = await client.query(
      `INSERT INTO kept_demo SELECT of_table, key, min(name), min(needed_by), ${round} FROM (${needed}) AS needed
         GROUP BY of_table, key ON CONFLICT DO NOTHING`,
    );
    if (!rowCount) return;
  }
}

function needSql({ by, from, column, of }: Tables['needs'][number], round: number): string {
  const needer =
    round === 1
      ? `SELECT ${column} AS key, needer.${by.name}::text AS needed_by FROM ${from} WHERE NOT needer.is_demo`
      : `SELECT ${column} AS key, k.needed_by FROM ${from} JOIN kept_demo k
           ON k.of_table = '${by.table}' AND k.key = needer.${by.key}::text AND k.round = ${round - 1}`;
  return `SELECT '${of.table}' AS of_table, t.${of.key}::text AS key, t.${of.name}::text AS name, n.needed_by
    FROM ${of.table} t JOIN (${needer}) n ON n.key = t.${of.key} WHERE t.is_demo`;
}

async function listKept(client: pg.ClientBase, { things }: Tables): Promise<KeptDemo[]> {
  const { rows } = await client.query<{ of: string } & Omit<KeptDemo, 'kind'>>(
    `SELECT of_table AS of, key AS id, name, needed_by AS "neededBy" FROM kept_demo ORDER BY of_table, length(key), key`,
  );
  const words = new Map(things.map((thing) => [thing.table, thing.words]));
  return rows.map(({ of, ...row }) => ({ kind: words.get(of)!, ...row }));
}
