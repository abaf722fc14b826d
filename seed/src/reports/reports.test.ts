import fc from 'fast-check';
import type { ClientBase } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '@zlm/server/db';
import { openTestDatabase } from '../testing/database.ts';
import { closeReport, listOpenReports, type OpenReport } from './reports.ts';
import { toSafeJson, toTable } from './table.ts';

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
  const json = toSafeJson(open);
  expect(json).toContain('书法\\u202e班');
  expect(JSON.parse(json)).toEqual(JSON.parse(JSON.stringify(open)));

  const [first, second] = open;
  expect(await run((client) => closeReport(client, first!.number))).toBe(true);
  expect(await run((client) => closeReport(client, first!.number))).toBe(false);
  expect((await run(listOpenReports)).map(({ number }) => number)).toEqual([second!.number]);
});

test('JSON of reports holds nothing that steers a terminal, and the same values', () => {
  const report = { number: 1, kind: 'activity', thing_id: 7, thing_title: 'x', body: '', contact: null } as OpenReport;
  const unseen = fc.constantFrom(
    '\u001b[2J',
    '\u009b',
    '\u202e',
    '\u2066',
    '\u200b',
    '\u2028',
    '\ufeff',
    '\u{e0001}',
    '书',
    '\n',
  );
  fc.assert(
    fc.property(fc.array(unseen), (parts) => {
      const body = parts.join('');
      const json = toSafeJson([{ ...report, body }]);
      expect(json).not.toMatch(/[\p{Cf}\p{Zl}\p{Zp}]|[^\P{Cc}\n]/u);
      expect(JSON.parse(json)).toMatchObject([{ body }]);
    }),
  );
});
