import type pg from 'pg';
import type { Actor, Model, World } from './world.ts';

interface Probe {
  what: string;
  sql: string;
  expected: string;
  cells?: number;
}
const PLANTED = '00000000-0000-4000-8000-00000000f11e';

/** Somebody's import in which a row waits to be accepted: theirs alone. */
export async function plantImport(client: pg.ClientBase, { targets }: World): Promise<void> {
  const { account } = targets[0]!;
  await client.query(
    `INSERT INTO imports (id, account_id, institution_id, kind, name, format, sha256, bytes, crs, state)
       SELECT $1, $2, id, 'activity', 'x.csv', 'csv', '', '', 'WGS84', 'checked' FROM institutions LIMIT 1`,
    [PLANTED, account],
  );
  await client.query(
    `INSERT INTO import_rows (import_id, line, raw, verdict, body) VALUES ($1, 2, '[]', 'new', '{"title": "x"}')`,
    [PLANTED],
  );
}

/** Of somebody else's nothing is known; for whom a file is sent in is asked like of what is typed. */
export function* ofImports(actor: Actor, { targets }: World, model: Model): Generator<Probe> {
  const is = (what: string, call: string, expected: string): Probe => ({
    what,
    sql: `SELECT 1 WHERE ${call} = '${expected}'`,
    expected: '1',
  });
  yield is('map_import', `map_import('${PLANTED}', NULL, NULL, NULL)`, 'hidden');
  yield is('accept_import', `accept_import('${PLANTED}', NULL)`, 'hidden');
  yield is('undo_import', `undo_import('${PLANTED}')`, 'hidden');
  yield is('discard_import', `discard_import('${PLANTED}')`, 'hidden');
  yield { what: 'accept_import_rows', sql: `SELECT FROM accept_import_rows('${PLANTED}', '{"2": []}')`, expected: '0' };
  yield { what: 'undo_import_rows', sql: `SELECT FROM undo_import_rows('${PLANTED}', '{2}', 'x')`, expected: '0' };
  for (const { institution, relation } of targets) {
    const may = institution !== null && model.may(actor, 'things.write', institution);
    const at = institution === null ? 'NULL' : String(institution);
    yield is(
      `begin_import ${relation}`,
      `begin_import(gen_random_uuid(), 'activity', ${at}::bigint, 'x.csv', 'csv', '', '', 'WGS84', NULL)`,
      may ? 'done' : 'hidden',
    );
  }
}
