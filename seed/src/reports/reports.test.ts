import type { ClientBase } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '@zlm/server/db';
import { openTestDatabase } from '../testing/database.ts';
import { closeReport, listOpenReports } from './reports.ts';
import { toTable } from './table.ts';

let database: Database;
beforeAll(async () => void (database = await openTestDatabase()));
afterAll(() => database.close());
const run = <T>(work: (client: ClientBase) => Promise<T>) => database.maintain(work);

test('open reports are listed oldest first, and a closed one no more', async () => {
  const file = (title: string, body: string) =>
    database.pool.query(
      `SELECT file_report(gen_random_uuid(), 'activity', 7, $1, 3, now(), 'wrong_time', $2, 'a@example.org', 'en')`,
      [title, body],
    );
  await file('书法\u202e班', 'first\nsecond');
  await file('国画班', '');
  const open = await run(listOpenReports);
  expect(open.map(({ thing_title }) => thing_title)).toEqual(['书法\u202e班', '国画班']);
  const lines = toTable(open);
  expect(lines[0]).toMatch(/^ +\d+ {2}\d{4}-\d\d-\d\d \d\d:\d\d {2}wrong_time {5}activity 7 rev 3 {2}书法 班$/);
  expect(lines.slice(1, 4).map((line) => line.trim())).toEqual(['first', 'second', '-> a@example.org']);

  const [first, second] = open;
  expect(await run((client) => closeReport(client, first!.number))).toBe(true);
  expect(await run((client) => closeReport(client, first!.number))).toBe(false);
  expect((await run(listOpenReports)).map(({ number }) => number)).toEqual([second!.number]);
});
