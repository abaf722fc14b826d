import { mkdtemp, readFile as readBytes, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { BrokenFile, TooLong } from '@zlm/server/intake/broken-file';
import { toMendFile } from '@zlm/server/intake/mend-file';
import { toRowReason } from '@zlm/server/intake/reading/issues';
import { readFile, type ReadOptions } from '@zlm/server/intake/read-file';
import { readInWorker } from '@zlm/server/intake/reading-thread';
import { findSheets } from '@zlm/server/intake/sheet/find-sheets';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { KIND_NAMES, SHEETS, findKind } from '../kinds/index.ts';
import { reference } from '../testing/reference.ts';
import { fixture } from '../testing/import-file.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'reading-'));
});
afterAll(() => rm(folder, { recursive: true }));

const options = (bytes: Uint8Array, rest: Partial<ReadOptions> = {}): ReadOptions => ({
  ...{ bytes, kind: findKind('activities'), sheets: SHEETS, format: 'csv', sheet: null, crs: 'GCJ02', lang: 'zh' },
  ...{ today: '2026-11-23', reference, ...rest },
});
const text = (written: string) => new TextEncoder().encode(written);

test('a thread reads what is read here, in its parts and its errors', async () => {
  const messy = await readBytes(fixture('messy-county.csv'));
  expect(await readInWorker(options(messy))).toEqual(await readFile(options(messy)));
  const many = text(`名称,经度,纬度\n${Array.from({ length: 1_201 }, (_, i) => `馆${i},120.1${i},30.2\n`).join('')}`);
  const places = { kind: findKind('places') };
  const read = await readInWorker(options(many, places));
  expect(read).toEqual(await readFile(options(many, places)));
  expect(read.drafts).toHaveLength(1_201);
  const lacking = text('名称,经度\n馆,120.1\n');
  const error = await readInWorker(options(lacking, places)).catch((cause: unknown) => cause);
  expect(error).toBeInstanceOf(BrokenFile);
  expect(error).toEqual(await readFile(options(lacking, places)).catch((cause: unknown) => cause));
  expect((error as BrokenFile).shown.table).toEqual({
    headers: [
      { header: '名称', column: 'name' },
      { header: '经度', column: 'lng' },
    ],
    rows: [{ line: 2, cells: ['馆', '120.1'] }],
  });
});

test('the thread finds the sheets of all modules', async () => {
  const { all, organisers, places } = await findSheets(SHEETS.vocabularies);
  expect(all.map(({ name }) => name)).toEqual(KIND_NAMES);
  expect([organisers.name, places.name]).toEqual(['institutions', 'places']);
});

test('a reading that never ends is ended, and the next file is read', async () => {
  const file = path.join(folder, 'stuck.mjs');
  await writeFile(file, 'for (;;);');
  const stuck = readInWorker(options(text('a')), { longestMs: 100 }, pathToFileURL(file));
  const next = readInWorker(options(text('名称,经度,纬度\n馆,120.1,30.2\n'), { kind: findKind('places') }));
  await expect(stuck).rejects.toBeInstanceOf(TooLong);
  await expect(stuck).rejects.toMatchObject({ reason: 'too-slow' });
  expect((await next).drafts).toHaveLength(1);
});

test('what headers mean may be told', async () => {
  const file = text('馆名,名称,东,北,位置\n甲馆,甲,120.1,30.2,120.9\n');
  const kind = findKind('places');
  await expect(readFile(options(file, { kind }))).rejects.toMatchObject({ reason: 'missing-columns' });
  const mapping = { 馆名: 'name', 东: 'lng', 北: 'lat', 位置: null };
  const read = await readFile(options(file, { kind, mapping }));
  expect(read.headers.map(({ column }) => column)).toEqual(['name', null, 'lng', 'lat', null]);
  expect(read.drafts[0]!.venues[0]).toMatchObject({ name: '甲馆', spot: { source: [120.1, 30.2] } });
  expect(read.unknownColumns).toEqual(['名称', '位置']);
});

test('rejected rows come back as they were written, and mended they are read as such', async () => {
  const file = text(
    '附件一\n名称,备注,经度,纬度\n=甲,"x,y",东,30.2\n乙,,120.1,30.2\n丙,,120,30,多\n丁 "旧,,120.1,30.2\n',
  );
  const kind = findKind('places');
  const read = await readFile(options(file, { kind }));
  const mend = toMendFile(read, read.rejected, 'zh');
  expect(mend.rows).toEqual([
    ['名称', '备注', '经度', '纬度', '', '原因'],
    ['=甲', 'x,y', '东', '30.2', '', '经度（东）：不是数字'],
    ['丙', '', '120', '30', '多', '名称（丙）：列数与表头不符（表头 4 列）'],
    ['丁 "旧', '', '120.1', '30.2', '', '引号不成对，这一行无法读出'],
  ]);
  const again = await readFile(options(mend.csv, { kind }));
  expect(again).toMatchObject({ read: 3, unknownColumns: ['备注'] });
  expect(again.rows.map(({ cells }) => cells[0])).toEqual(['=甲', '丙', '丁 "旧']);
  expect(toMendFile(again, again.rejected, 'en').rows).toEqual([
    ['名称', '备注', '经度', '纬度', '', 'Reason'],
    ['=甲', 'x,y', '东', '30.2', '', '经度 (东): is not a number'],
    ['丙', '', '120', '30', '多', '名称 (丙): does not have as many cells as the header (4)'],
  ]);
});

const calendar = (...events: string[][]) =>
  text(
    [
      ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:x', 'X-WR-CALNAME:德清县图书馆'],
      ...events.flatMap((lines) => ['BEGIN:VEVENT', ...lines, 'END:VEVENT']),
      'END:VCALENDAR',
    ].join('\r\n'),
  );
const weekly = [
  'UID:a',
  'SUMMARY:书法',
  'DTSTART;TZID=Asia/Shanghai:20261202T090000',
  'DURATION:PT2H',
  'CATEGORIES:书法',
];

test('events of a calendar are activities in the time of Shanghai, each of its sessions told', async () => {
  const file = calendar(
    [
      ...weekly,
      'RRULE:FREQ=WEEKLY;COUNT=4',
      'EXDATE;TZID=Asia/Shanghai:20261209T090000',
      'LOCATION:城中书房\\n余英坊 1 号',
      'GEO:30.54;119.97',
    ],
    [
      'UID:a',
      'RECURRENCE-ID;TZID=Asia/Shanghai:20261216T090000',
      'DTSTART;TZID=Asia/Shanghai:20261217T090000',
      'DURATION:PT2H',
      'SUMMARY:书法',
    ],
    [
      'UID:b',
      'SUMMARY:讲座',
      'DTSTART:20261205T140000Z',
      'DTEND:20261205T170000Z',
      'CATEGORIES:科普',
      'ORGANIZER;CN=科技馆:mailto:a@example.org',
      'STATUS:CANCELLED',
    ],
    [...weekly.with(0, 'UID:c'), 'RRULE:FREQ=DAILY'],
    [...weekly.with(0, 'UID:d').with(2, 'DTSTART;TZID=America/New_York:20261202T200000')],
    [...weekly.with(0, 'UID:e'), 'RRULE:FREQ=SECONDLY'],
    [...weekly.with(0, 'UID:f').with(2, 'DTSTART;VALUE=DATE:20261202').with(3, 'X-A:b')],
  );
  const read = await readInWorker(options(file, { format: 'icalendar', lang: 'en' }));
  expect(read.read).toBe(7);
  const [a, b, c, d] = read.drafts.map(({ columns, venues, organiser }): Record<string, unknown> => ({
    ...columns,
    venue: venues[0],
    organiser,
  }));
  expect(a).toMatchObject({
    title: '书法',
    session_dates: ['2026-12-02', '2026-12-17', '2026-12-23'],
    format: 'course-series',
    starts_time: '09:00',
    ends_time: '11:00',
  });
  expect(a).toMatchObject({
    venue: { name: '城中书房', address: '余英坊 1 号', spot: { source: [119.97, 30.54] } },
    organiser: { name: '德清县图书馆' },
  });
  expect(b).toMatchObject({
    session_dates: ['2026-12-05'],
    starts_time: '22:00',
    ends_time: '01:00',
    status: 'cancelled',
    organiser: { name: '科技馆' },
  });
  expect(c!['session_dates']).toHaveLength(358);
  expect(d).toMatchObject({ session_dates: ['2026-12-03'], starts_time: '09:00' });
  const warned = read.drafts[2]!.warnings.map((issue) => toRowReason(issue, 'en'));
  expect(warned).toEqual([
    '活动形式: has no format; recorded as a course series',
    '日期: has no end and is imported until 2027-11-24',
  ]);
  expect(read.rejected.map((issue) => [issue.line, toRowReason(issue, 'en')])).toEqual([
    [6, '日期: recurs within a day; write spans of time instead'],
    [7, 'times: is required'],
  ]);
  await expect(readFile(options(text('BEGIN:VCALENDAR'), { format: 'icalendar' }))).rejects.toMatchObject({
    reason: 'calendar',
  });
  await expect(readFile(options(file, { format: 'icalendar', kind: findKind('places') }))).rejects.toMatchObject({
    reason: 'calendar-kind',
  });
});

test('rules without end cost their file a limit of time, not the server', async () => {
  const old = [...weekly.with(2, 'DTSTART:19000101T090000'), 'RRULE:FREQ=DAILY'];
  const bomb = calendar(...Array.from({ length: 3_000 }, () => old));
  const told = readInWorker(options(bomb, { format: 'icalendar' }), { longestMs: 1_000 });
  await expect(told).rejects.toBeInstanceOf(TooLong);
});
