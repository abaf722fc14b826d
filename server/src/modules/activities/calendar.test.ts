import ICAL from 'ical.js';
import type pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../../db/index.ts';
import { startTestServer, type TestServer } from '../../testing/running.ts';
import { getActivityCalendar } from './calendar.ts';
import { insertActivity, insertInstitution, insertPlace } from '../../testing/sample.ts';

let server: TestServer;
let owner: pg.Pool;
let activity: number;
beforeAll(async () => {
  server = await startTestServer({ scale: 0, clock: () => new Date('2026-11-23T10:00:00+08:00') });
  owner = await server.openWriter();
  const institution = await insertInstitution(owner, '孔雀石学堂', 'senior-university');
  const place = await insertPlace(owner, '孔雀石馆', '330106', 120.12, 30.22);
  activity = await insertActivity(owner, { title: '书法', institution, place, dates: ['2026-11-28', '2026-12-05'] });
});
afterAll(async () => {
  await owner.end();
  await server.close();
});

async function read(query = '') {
  const response = await fetch(`${server.url}/api/activities/${activity}/calendar.ics${query}`);
  expect(response.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
  const calendar = new ICAL.Component(ICAL.parse(await response.text()) as unknown[]);
  return calendar.getAllSubcomponents('vevent').map((vevent) => {
    const { uid, sequence, startDate, location } = new ICAL.Event(vevent);
    return { uid, sequence, start: startDate.toString(), location, status: vevent.getFirstPropertyValue('status') };
  });
}

test('each session keeps its UID through changes, which raise its sequence', async () => {
  const [first, second, ...more] = await read();
  expect(more).toEqual([]);
  expect(first).toMatchObject({ status: 'CONFIRMED', location: expect.stringContaining('孔雀石馆') as string });
  expect(first!.uid).toMatch(/^activity-\d+-2026-11-28@[0-9a-f-]{36}$/);
  expect(await read('?session=2026-12-05')).toEqual([second]);
  await owner.query(
    `INSERT INTO activity_sessions (activity_id, session_date, status, starts_at, ends_at) VALUES
      ($1, '2026-11-28', 'rescheduled', '2026-11-29T14:00+08:00', '2026-11-29T16:00+08:00'),
      ($1, '2026-12-05', 'cancelled', NULL, NULL)`,
    [activity],
  );
  const [moved, off] = await read();
  expect(moved).toMatchObject({ uid: first!.uid, status: 'CONFIRMED', start: '2026-11-29T14:00:00' });
  expect(off).toMatchObject({ uid: second!.uid, status: 'CANCELLED', start: second!.start });
  expect(moved!.sequence).toBeGreaterThan(first!.sequence);
});

test('another domain leaves the UID as it is, another database has its own', async () => {
  const database = { pool: owner } as Database;
  const asked = { id: activity, session: undefined, start: undefined, lang: 'en' } as const;
  const uids = async (origin: string) =>
    (await getActivityCalendar(database, { ...asked, origin })).match(/^UID:.*\r\n( .*\r\n)*/gm);
  expect(await uids('https://old.example.org')).toEqual(await uids('https://new.example.org'));
  const [first] = await read();
  await owner.query('UPDATE installation SET id = gen_random_uuid()');
  expect((await read())[0]!.uid).not.toBe(first!.uid);
});

test('what is not there is 404, what is no day 400', async () => {
  const status = async (path: string) => (await fetch(`${server.url}/api/activities/${path}`)).status;
  expect(await status(`${activity}/calendar.ics?session=2026-11-29`)).toBe(404);
  expect(await status(`${activity}/calendar.ics?session=saturday`)).toBe(400);
  expect(await status('999999999/calendar.ics')).toBe(404);
});
