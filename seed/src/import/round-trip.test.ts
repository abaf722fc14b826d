import { runImport } from '@zlm/server/intake/run-import';
import type pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../../server/src/testing/running.ts';
import { SEED_KINDS, SHEETS } from '../kinds/index.ts';

const today = '2026-11-23';
let server: TestServer;
let owner: pg.Pool;
let client: pg.PoolClient;
beforeAll(async () => {
  server = await startTestServer({ scale: 0.01, clock: () => new Date(`${today}T10:00:00+08:00`) });
  owner = await server.openWriter();
  client = await owner.connect();
});
afterAll(async () => {
  client.release();
  await owner.end();
  await server.close();
});

/** What an import owns of a table, without ids of other things, which are others after it. */
const columnsOf = (owned: readonly string[]) =>
  owned.flatMap((name) => (name.endsWith('_id') ? [] : name === 'recurrence' ? [RULE] : [name])).join(', ');
/** Each day is each weekday. */
const RULE = `replace(recurrence, 'FREQ=DAILY;', 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;')`;

const CASES = [
  ['institutions', 'xlsx', 'en'],
  ['activities', 'csv', 'zh-CN'],
  ['activities', 'geojson', 'en'],
  ['courses', 'xlsx', 'zh-CN'],
  ['resources', 'csv', 'en'],
  ['credit-points', 'geojson', 'zh-CN'],
] as const;

test.each(CASES)('%s that left as %s come back as the same things', async (name, format, lang) => {
  const sheet = SEED_KINDS.find((one) => one.name === name)!;
  const { kind } = sheet;
  const crs = format === 'csv' ? 'WGS84' : 'CGCS2000';
  const asked = `kind=${kind}&status=ended,scheduled,full,cancelled,postponed,rescheduled,moved_online&crs=${crs}`;
  const query = sheet.owned.includes('session_dates') ? asked : `kind=${kind}&crs=${crs}`;
  const response = await fetch(`${server.url}/api/search.${format}?${query}&lang=${lang}`);
  const bytes = new Uint8Array(await response.arrayBuffer());
  const source = `again-${format}`;
  const options = {
    bytes,
    kind: sheet,
    sheets: SHEETS,
    format,
    sheet: null,
    crs,
    source,
    dryRun: false,
    today,
  } as const;
  const result = await runImport(client, { ...options, lang: 'en' });
  // Of an institution at several places the first row is the institution.
  expect(result.rejected.filter(({ code }) => code !== 'duplicate-id')).toEqual([]);
  const held = await owner.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM ${sheet.table} WHERE source_system = 'demo' AND state = 'published'`,
  );
  expect(result.main.created).toBe(held.rows[0]!.n);
  const rows = (system: string) =>
    `SELECT source_id, ${columnsOf(sheet.owned)} FROM ${sheet.table} WHERE source_system = '${system}'`;
  const lost = await owner.query(`${rows('demo')} AND state = 'published' EXCEPT ${rows(source)} LIMIT 3`);
  const changed = await owner.query(
    `${rows(source)} AND source_id IN (${ids(sheet.table)}) EXCEPT ${rows('demo')} LIMIT 3`,
  );
  expect({ lost: lost.rows, changed: changed.rows }).toEqual({ lost: [], changed: [] });
});

const ids = (table: string) => `SELECT source_id FROM ${table} WHERE source_system = 'demo'`;
