import type pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FormBody, PinKind } from '../../contract/form.ts';
import { pinned } from '../../modules.ts';
import { startTestServer, type TestServer } from '../../testing/running.ts';
import { readBody } from './read-body.ts';

let server: TestServer;
let owner: pg.Pool;
beforeAll(async () => {
  server = await startTestServer({ scale: 0.01 });
  owner = await server.openWriter();
});
afterAll(async () => {
  await owner.end();
  await server.close();
});

const MOST = 40;
// What writing it anew says by itself.
const WRITTEN = ['revision', 'updated_at', 'confirmed_on', 'confirmed_by'];

/** What of a thing stands in a table of its own. */
const readRows = async (client: pg.PoolClient, id: number) =>
  (
    await client.query<{ row: object }>(
      'SELECT to_jsonb(o) AS row FROM course_offerings o WHERE course_id = $1 ORDER BY id',
      [id],
    )
  ).rows;

test.each(pinned.map(({ kind, table }): [PinKind, string] => [kind, table]))(
  'every %s read as a form and written again is the same',
  async (kind, table) => {
    const form = pinned.find((one) => one.kind === kind)!;
    const client = await owner.connect();
    try {
      await client.query('BEGIN');
      const { rows } = await client.query<{ id: number; body: FormBody; row: object; organiser: number | null }>(
        `SELECT id, read_thing($1, id) AS body, to_jsonb(t) - $2::text[] AS row, organiser_of_thing($1, id) AS organiser
         FROM ${table} t WHERE state = 'published' ORDER BY md5(id::text) LIMIT ${MOST}`,
        [kind, WRITTEN],
      );
      expect(rows.length).toBeGreaterThan(5);
      for (const { id, body, row, organiser } of rows) {
        const read = readBody(form, body, '2000-01-01');
        // Some came without a place; who changes them is asked for it.
        expect(read.problems.filter(({ field }) => field !== '/place' && field !== '/offerings')).toEqual([]);
        const rows = await readRows(client, id);
        await client.query('SELECT publish_thing($1, $2, $3, $4)', [kind, id, organiser, read.body]);
        expect(await readRows(client, id)).toEqual(rows);
        const after = await client.query<{ row: object }>(
          `SELECT to_jsonb(t) - $2::text[] AS row FROM ${table} t WHERE id = $1`,
          [id, WRITTEN],
        );
        expect(after.rows[0]!.row).toEqual(row);
      }
    } finally {
      await client.query('ROLLBACK');
      client.release();
    }
  },
);
