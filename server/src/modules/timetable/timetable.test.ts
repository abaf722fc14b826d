import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadCatalogue } from '../../catalogue/load.ts';
import type { LiveCatalogue } from '../../catalogue/live.ts';
import type { FilterInput } from '../../contract/filters.ts';
import type { Database } from '../../db/index.ts';
import { features, things } from '../../modules.ts';
import { arbitraryFilters } from '../../testing/filters.ts';
import { readPublicRecord, type PublicRecord } from '../../testing/public-rows.ts';
import { openSeededDatabase } from '../../testing/seeded.ts';
import { placeFeatures } from '../places/features.ts';
import { search as searchEndpoint } from '../search/schema.ts';
import { search } from '../search/service.ts';
import { getTimetable, Timetable } from './schema.ts';
import { readTimetable } from './service.ts';

const TODAY = '2026-11-27';
const NOW = new Date(`${TODAY}T15:20:00+08:00`);

let database: Database;
let record: PublicRecord;
let live: LiveCatalogue;

beforeAll(async () => {
  database = await openSeededDatabase(0.02, '2026-11-20');
  await database.pool.query(`UPDATE activities SET status = 'cancelled' WHERE id % 97 = 0`);
  record = await database.maintain((client) => readPublicRecord(client, TODAY));
  live = { current: await loadCatalogue({ database, features, places: placeFeatures, clock: () => NOW }) };
  await live.current.text;
}, 300_000);
afterAll(() => database.close());

const read = async (input: object = {}) =>
  Timetable.parse(await readTimetable({ database, live, things }, getTimetable.query.parse(input), NOW));
const find = (input: object) => search({ database, live, things }, searchEndpoint.query.parse(input), NOW);

test('every cell is what a search for that day and part finds, under any filters', async () => {
  let found = 0;
  const week = fc.constantFrom(undefined, '2026-11-20', '2026-11-29', '2026-12-02', '2027-01-06');
  await fc.assert(
    fc.asyncProperty(arbitraryFilters(record, TODAY), week, async ({ from: _, to: __, part: ___, ...input }, day) => {
      const { days } = await read({ ...input, ...(day && { week: day }) });
      for (const { date, parts } of days) {
        for (const { part, count, sessions, left } of parts) {
          const answer = await find({ ...input, from: date, to: date, part, limit: '1' });
          expect([date, part, count]).toEqual([date, part, answer.total]);
          expect(left).toBe(count - sessions.length);
          found += count;
        }
      }
    }),
  );
  expect(found).toBeGreaterThan(0);
}, 1_800_000);

test('a week runs from Monday to Sunday around any of its days', async () => {
  for (const day of ['2026-11-23', '2026-11-26', '2026-11-29']) {
    const { week, today, days } = await read({ week: day });
    expect([week, today]).toEqual(['2026-11-23', TODAY]);
    expect(days.map(({ date }) => date)).toEqual(Array.from({ length: 7 }, (_, i) => `2026-11-${23 + i}`));
    for (const { parts } of days) expect(parts.map(({ part }) => part)).toEqual(['morning', 'afternoon', 'evening']);
  }
  expect((await read()).week).toBe('2026-11-23');
});

test('the sessions listed are of their cell, by start, and none that is off', async () => {
  const { days } = await read({ week: '2026-11-28' });
  const off = await database.pool.query<{ id: number }>(`SELECT id FROM activities WHERE status = 'cancelled'`);
  const cancelled = new Set(off.rows.map(({ id }) => id));
  const clocks = { morning: ['00:00', '11:59'], afternoon: ['12:00', '17:29'], evening: ['17:30', '23:59'] } as const;
  const all = days.flatMap(({ date, parts }) => parts.map((cell) => ({ date, ...cell })));
  for (const { date, part, sessions, count } of all) {
    expect(sessions).toHaveLength(Math.min(4, count));
    expect(sessions.map(({ startsAt }) => startsAt)).toEqual(sessions.map(({ startsAt }) => startsAt).sort());
    for (const { id, startsAt } of sessions) {
      expect(startsAt.slice(0, 10)).toBe(date);
      expect(startsAt.slice(11, 16) >= clocks[part][0] && startsAt.slice(11, 16) <= clocks[part][1]).toBe(true);
      expect(cancelled.has(id)).toBe(false);
    }
  }
  expect(all.some(({ left }) => left > 0)).toBe(true);
});

test.each([
  [{ week: '2026-02-30' }, 'must be a day like 2026-11-28'],
  [{ week: '1999-12-31' }, 'must be a day from 2000 to 2099'],
  [{ week: '2100-01-01' }, 'must be a day from 2000 to 2099'],
  [{ from: '2026-11-28' } satisfies FilterInput, 'Unrecognized key: "from"'],
  [{ part: 'evening' } satisfies FilterInput, 'Unrecognized key: "part"'],
])('%o is refused', (input, sentence) => {
  expect(getTimetable.query.safeParse(input).error?.issues.map(({ message }) => message)).toContain(sentence);
});
