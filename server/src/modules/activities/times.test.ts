import fc from 'fast-check';
import ICAL from 'ical.js';
import type pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Filters } from '../../contract/filters.ts';
import { toWallMinutes } from '../../formats/shanghai-time.ts';
import { matches, readPublicRecord } from '../../testing/public-rows.ts';
import { startTestServer, type TestServer } from '../../testing/running.ts';
import { insertActivity, insertInstitution, insertPlace } from '../../testing/sample.ts';
import { search } from '../search/schema.ts';
import { getTimetable } from '../timetable/schema.ts';
import { getActivity } from './schema.ts';

const NOW = new Date('2026-11-28T10:00:00+08:00');
let server: TestServer;
let owner: pg.Pool;
let twice: number;
let late: number;

beforeAll(async () => {
  server = await startTestServer({ scale: 0, clock: () => NOW });
  owner = await server.openWriter();
  const institution = await insertInstitution(owner, '孔雀石学堂', 'senior-university');
  const place = await insertPlace(owner, '孔雀石馆', '330106', 120.12, 30.22);
  const of = { institution, place };
  twice = await insertActivity(owner, {
    ...{ ...of, title: '书法', dates: ['2026-11-28', '2026-12-05'] },
    times: ['09:00-10:30', '14:00-15:30', '19:00-20:00'],
  });
  late = await insertActivity(owner, {
    ...of,
    title: '跨年夜',
    dates: ['2026-11-27', '2026-12-31'],
    times: ['22:00-01:00'],
  });
  await insertActivity(owner, { ...of, title: '到半夜', dates: ['2026-11-27'], times: ['20:00-00:00'] });
  await owner.query(
    `INSERT INTO activity_sessions (activity_id, session_date, of_start, status, starts_at, ends_at, seats_left, note) VALUES
      ($1, '2026-11-28', '14:00', 'cancelled', NULL, NULL, NULL, NULL),
      ($1, '2026-12-05', NULL, 'rescheduled', '2026-12-05T11:00+08:00', '2026-12-05T12:00+08:00', NULL, '晚两小时'),
      ($1, '2026-12-05', '19:00', 'scheduled', NULL, NULL, 3, NULL),
      -- of a time it has no more: nothing differs
      ($1, '2026-12-05', '20:00', 'cancelled', NULL, NULL, NULL, NULL)`,
    [twice],
  );
});
afterAll(async () => {
  await owner.end();
  await server.close();
});

const detailsOf = async (id: number) =>
  getActivity.response.parse(await (await fetch(`${server.url}/api/activities/${id}`)).json());

test('each session of a day has what holds for it alone', async () => {
  const { sessions, nextSession } = await detailsOf(twice);
  expect(
    sessions.map(({ date, start, startsAt, isOn, seats, note }) => [
      date,
      start,
      startsAt.slice(5, 16),
      isOn,
      seats.left,
      note,
    ]),
  ).toEqual([
    ['2026-11-28', '09:00', '11-28T09:00', true, null, null],
    ['2026-11-28', '14:00', '11-28T14:00', false, null, null],
    ['2026-11-28', '19:00', '11-28T19:00', true, null, null],
    ['2026-12-05', '09:00', '12-05T11:00', true, null, '晚两小时'],
    ['2026-12-05', '14:00', '12-05T14:00', true, null, null],
    ['2026-12-05', '19:00', '12-05T19:00', true, 3, null],
  ]);
  expect(nextSession).toMatchObject({ date: '2026-11-28', start: '09:00' });
});

test('what ends after midnight ends on the next day, and is over when that day is', async () => {
  const { sessions, status } = await detailsOf(late);
  expect(sessions.map(({ startsAt, endsAt }) => [startsAt, endsAt])).toEqual([
    ['2026-11-27T22:00:00+08:00', '2026-11-28T01:00:00+08:00'],
    ['2026-12-31T22:00:00+08:00', '2027-01-01T01:00:00+08:00'],
  ]);
  expect(status).toBe('scheduled');
  const page = async (path: string) => (await fetch(`${server.url}${path}/activities/${late}`)).text();
  expect(await page('')).toContain('22:00–次日 01:00');
  expect(await page('/en')).toContain('22:00–01:00 next day');
});

test('a calendar has each session once, the first of a day by the UID it always had', async () => {
  const read = async (query = '') => {
    const text = await (await fetch(`${server.url}/api/activities/${twice}/calendar.ics${query}`)).text();
    const calendar = new ICAL.Component(ICAL.parse(text) as unknown[]);
    return calendar.getAllSubcomponents('vevent').map((vevent) => new ICAL.Event(vevent).uid.split('@')[0]!);
  };
  const all = await read();
  expect(new Set(all).size).toBe(6);
  expect(all.slice(0, 2)).toEqual([`activity-${twice}-2026-11-28`, `activity-${twice}-2026-11-28-1400`]);
  expect(await read('?session=2026-12-05&start=09:00')).toEqual([`activity-${twice}-2026-12-05`]);
  expect(await read('?session=2026-12-05&start=19:00')).toEqual([`activity-${twice}-2026-12-05-1900`]);
});

test('the timetable and the page tell them', async () => {
  const saturday = async () => {
    const week = getTimetable.response.parse(
      await (await fetch(`${server.url}/api/timetable?week=2026-12-05&q=书法`)).json(),
    );
    return week.days[5]!.parts.map(({ count, sessions }) => [
      count,
      sessions.map(({ startsAt }) => startsAt.slice(11, 16)),
    ]);
  };
  // The index follows what was written.
  await expect.poll(saturday, { timeout: 10_000 }).toEqual([
    [1, ['11:00']],
    [1, ['14:00']],
    [1, ['19:00']],
  ]);
  const page = await (await fetch(`${server.url}/activities/${twice}`)).text();
  expect(page.match(/"@type":"EducationEvent"/g)!.length).toBeGreaterThanOrEqual(6);
});

const clock = (five: number) =>
  `${String(Math.floor(five / 12) % 24).padStart(2, '0')}:${String((five % 12) * 5).padStart(2, '0')}`;
/** Up to three sessions a day, the last now and then past midnight. */
const anyTimes = fc
  .tuple(fc.uniqueArray(fc.integer({ min: 1, max: 287 }), { minLength: 2, maxLength: 6 }), fc.boolean())
  .map(([all, isLate]) => {
    const ends = all.sort((a, b) => a - b).slice(0, all.length - (all.length % 2));
    const spans = Array.from({ length: ends.length / 2 }, (_, i) => [ends[2 * i]!, ends[2 * i + 1]!] as const);
    return spans.map(([a, b], i) => `${clock(a)}-${clock(isLate && i === spans.length - 1 ? a - 1 : b)}`);
  });
const anyDates = fc.subarray(['2026-11-26', '2026-11-27', '2026-11-28', '2026-11-29', '2026-12-05'], { minLength: 1 });

test('the index finds what counting the sessions one by one finds', async () => {
  const { rows } = await owner.query<{ institution: number; place: number }>(
    'SELECT institution_id AS institution, place_id AS place FROM activities WHERE id = $1',
    [twice],
  );
  const drawn = fc.sample(fc.record({ times: anyTimes, dates: anyDates }), 60);
  for (const one of drawn) await insertActivity(owner, { title: '抽样', ...rows[0]!, ...one });
  const count = async (query: string) =>
    search.response.parse(await (await fetch(`${server.url}/api/search?kind=activity&limit=1${query}`)).json()).total;
  await expect.poll(() => count('&status=ended,scheduled')).toBe(drawn.length + 3);
  const client = await owner.connect();
  const record = await readPublicRecord(client, '2026-11-28').finally(() => client.release());
  const days = ['2026-11-26', '2026-11-27', '2026-11-28', '2026-11-29', '2026-12-05', '2026-12-06', '2027-01-01'];
  const asked: Record<string, string>[] = [
    ...days.flatMap((day) =>
      [{}, { part: 'morning' }, { part: 'afternoon' }, { part: 'evening' }].map((more) => ({
        ...{ from: day, to: day, status: 'ended,scheduled' },
        ...more,
      })),
    ),
    ...['today', 'tomorrow', 'week'].map((when) => ({ when })),
    ...['ended', 'scheduled'].map((status) => ({ status })),
    {},
  ];
  const now = toWallMinutes(NOW);
  let found = 0;
  for (const one of asked) {
    const filters = Filters.parse({ ...one, kind: 'activity' });
    const expected = record.rows.filter((row) => matches(row, filters, now, record)).length;
    expect([drawn, one, await count(`&${new URLSearchParams(one).toString()}`)]).toEqual([drawn, one, expected]);
    found += expected;
  }
  expect(found).toBeGreaterThan(100);
}, 120_000);

test.each([
  ['times that overlap', ['09:00-10:30', '10:00-11:00']],
  ['times out of order', ['14:00-15:00', '09:00-10:00']],
  ['one before the last that goes past midnight', ['09:00-08:00', '14:00-15:00']],
])('%s are refused', async (_, times) => {
  const { rows } = await owner.query<{ institution: number; place: number }>(
    'SELECT institution_id AS institution, place_id AS place FROM activities WHERE id = $1',
    [twice],
  );
  await expect(insertActivity(owner, { title: 'x', ...rows[0]!, times })).rejects.toMatchObject({ code: '23514' });
});
