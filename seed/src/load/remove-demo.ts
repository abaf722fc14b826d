import type pg from 'pg';
import { inBulk } from './bulk.ts';
import { forgetRun } from './runs.ts';
import { verifyReferences } from './verify.ts';

export interface KeptDemo {
  kind: 'institution' | 'place' | 'course' | 'credit point' | 'profession';
  id: string;
  name: string;
  /** A real thing that needs it. */
  neededBy: string;
}

/** Each line: demo rows of `table` that a row which stays refers to; `need` is SQL that lists (key, needed_by). */
const NEEDS: readonly { table: string; kind: KeptDemo['kind']; name: string; key: string; need: string }[] = [
  // A real point below demo points keeps all of them up to the centre.
  {
    table: 'credit_points',
    kind: 'credit point',
    name: 'name',
    key: 'id',
    need: `WITH RECURSIVE up AS (
        SELECT parent_id AS key, name AS needed_by FROM credit_points WHERE NOT is_demo
        UNION SELECT c.parent_id, up.needed_by FROM credit_points c JOIN up ON c.id = up.key WHERE c.is_demo
      ) SELECT key, needed_by FROM up`,
  },
  {
    table: 'institutions',
    kind: 'institution',
    name: 'name',
    key: 'id',
    need: `SELECT institution_id AS key, title AS needed_by FROM activities WHERE NOT is_demo
      UNION SELECT institution_id, title FROM courses WHERE NOT is_demo
      UNION SELECT o.institution_id, c.title FROM course_offerings o JOIN courses c ON c.id = o.course_id WHERE NOT c.is_demo
      UNION SELECT institution_id, title FROM resources WHERE NOT is_demo
      UNION SELECT p.parent_id, i.name FROM institution_parents p JOIN institutions i ON i.id = p.institution_id WHERE NOT i.is_demo
      UNION SELECT institution_id, name FROM credit_points WHERE NOT is_demo OR id IN (SELECT key FROM kept_credit_points)`,
  },
  {
    table: 'places',
    kind: 'place',
    name: 'name',
    key: 'id',
    need: `SELECT place_id AS key, title AS needed_by FROM activities WHERE NOT is_demo
      UNION SELECT o.place_id, c.title FROM course_offerings o JOIN courses c ON c.id = o.course_id WHERE NOT c.is_demo
      UNION SELECT ip.place_id, i.name FROM institution_places ip JOIN institutions i ON i.id = ip.institution_id
        WHERE NOT i.is_demo OR i.id IN (SELECT key FROM kept_institutions)
      UNION SELECT place_id, name FROM credit_points WHERE NOT is_demo OR id IN (SELECT key FROM kept_credit_points)`,
  },
  {
    table: 'professions',
    kind: 'profession',
    name: 'name',
    key: 'code',
    need: `SELECT profession AS key, title AS needed_by FROM courses WHERE NOT is_demo`,
  },
];

/** Rows that belong to a thing go with it; the order suits foreign keys. */
const PARTS: readonly [table: string, column: string, owner: string][] = [
  ['activity_sessions', 'activity_id', 'activities'],
  ['course_offerings', 'course_id', 'courses'],
  ['institution_parents', 'institution_id', 'institutions'],
  ['institution_parents', 'parent_id', 'institutions'],
  ['institution_places', 'institution_id', 'institutions'],
  ['institution_places', 'place_id', 'places'],
  ['opening_exceptions', 'place_id', 'places'],
];
const THINGS = [
  'activities',
  'courses',
  'resources',
  'credit_points',
  'professions',
  'institutions',
  'places',
] as const;
const KEYS: Partial<Record<string, string>> = { professions: 'code' };

/** Removes every demo row but those that a real one refers to, which it answers. */
export async function removeDemo(client: pg.ClientBase): Promise<KeptDemo[]> {
  return inBulk(client, async (skipped) => {
    const kept: KeptDemo[] = [];
    for (const need of NEEDS) kept.push(...(await keep(client, need)));
    const goes = (table: string) => {
      const key = KEYS[table] ?? 'id';
      const isKept = NEEDS.some((need) => need.table === table)
        ? `AND ${key} NOT IN (SELECT key FROM kept_${table})`
        : '';
      return `SELECT ${key} FROM ${table} WHERE is_demo ${isKept}`;
    };
    for (const [table, column, owner] of PARTS) {
      await client.query(`DELETE FROM ${table} WHERE ${column} IN (${goes(owner)})`);
    }
    for (const table of THINGS)
      await client.query(`DELETE FROM ${table} WHERE ${KEYS[table] ?? 'id'} IN (${goes(table)})`);
    if (skipped) await verifyReferences(client, [...THINGS, ...new Set(PARTS.map(([table]) => table))]);
    await forgetRun(client, 'demo');
    return kept;
  });
}

async function keep(
  client: pg.ClientBase,
  { table, kind, name, key, need }: (typeof NEEDS)[number],
): Promise<KeptDemo[]> {
  await client.query(
    `CREATE TEMP TABLE kept_${table} ON COMMIT DROP AS
       SELECT t.${key} AS key, t.${name} AS name, min(n.needed_by) AS needed_by
       FROM ${table} t JOIN (${need}) n ON n.key = t.${key} WHERE t.is_demo GROUP BY 1, 2`,
  );
  const { rows } = await client.query<{ id: string; name: string; neededBy: string }>(
    `SELECT key::text AS id, name, needed_by AS "neededBy" FROM kept_${table} ORDER BY key`,
  );
  return rows.map((row) => ({ kind, ...row }));
}
