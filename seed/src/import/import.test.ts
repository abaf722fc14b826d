import { readFile } from 'node:fs/promises';
import { distance, toWgs84 } from '@zlm/server/formats/crs';
import type { Database } from '@zlm/server/db';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { loadReference } from '../load/load-reference.ts';
import { openTestDatabase } from '../testing/database.ts';
import { fixture, importFile, importText, snapshot } from '../testing/import-file.ts';
import { toSentence } from '@zlm/server/intake/reading/issues';
import { FRESH_DAYS } from '@zlm/server/contract/freshness';
import { BrokenFile } from '@zlm/server/intake/broken-file';
import type { ImportResult } from '@zlm/server/intake/run-import';
import { parseCsv } from '@zlm/server/formats/csv';
import { disturb } from '../testing/chaos.ts';
import { toTemplate } from './templates.ts';
import { SEED_KINDS } from '../kinds/index.ts';

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
  await database.maintain((client) => loadReference(client, () => undefined));
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.pool.query('TRUNCATE places, institutions, activities, courses, resources, credit_points CASCADE');
});

const all = async (sql: string) => (await database.pool.query<Record<string, unknown>>(sql)).rows;

test('a spreadsheet of one county imports wholly on an empty instance, a second time it changes nothing', async () => {
  const file = fixture('county-activities.csv');
  const options = { kind: 'activities', source: 'deqing' } as const;
  const first = await importFile(database, file, options);
  expect(first).toMatchObject({ read: 40, rejected: [], main: { created: 40, updated: 0, unchanged: 0 } });
  expect(first.institutions.created).toBe(13);
  expect(first.places.created).toBe(13);
  expect(first.unknownColumns).toEqual(['负责科室']);

  const [counts] = await all(`SELECT count(*)::int AS all, count(place_id)::int AS placed,
    bool_and(state = 'published' AND NOT is_demo) AS public FROM activities`);
  expect(counts).toEqual({ all: 40, placed: 39, public: true });
  const [calligraphy] = await all(`SELECT recurrence, session_dates, starts_time, source_record->>'负责科室' AS office
    FROM activities WHERE title LIKE '书法%'`);
  expect(calligraphy).toMatchObject({
    recurrence: 'FREQ=WEEKLY;BYDAY=WE;COUNT=12',
    starts_time: '09:00:00',
    office: '教务科',
  });
  expect(calligraphy!.session_dates).toHaveLength(12);
  const places = await all(
    `SELECT division, ST_X(geom) AS lng, ST_Y(geom) AS lat, source_x AS x, source_y AS y, crs FROM places`,
  );
  for (const { division, lng, lat, x, y, crs } of places) {
    expect(String(division)).toMatch(/^330521/);
    expect(crs).toBe('GCJ02');
    expect(distance([Number(lng), Number(lat)], toWgs84([Number(x), Number(y)], 'GCJ02'))).toBeLessThan(0.01);
  }

  const before = await snapshot(database);
  const second = await importFile(database, file, options);
  expect(second.main).toEqual({ created: 0, updated: 0, unchanged: 40 });
  expect(second.places.unchanged).toBe(13);
  expect(second.institutions.unchanged).toBe(13);
  expect(await snapshot(database)).toEqual(before);
});

test('a changed row changes that row alone and raises its revision', async () => {
  const text = await readFile(fixture('county-activities.csv'), 'utf8');
  await importText(database, text, { kind: 'activities' });
  const changed = await importText(database, text.replace('60元', '80元'), { kind: 'activities' });
  expect(changed.main).toEqual({ created: 0, updated: 1, unchanged: 39 });
  expect(await all('SELECT title, price_min, revision FROM activities WHERE revision > 1')).toEqual([
    { title: '国画花鸟提高班', price_min: '80.00', revision: 2 },
  ]);
});

test('a dry run counts as a real one and changes nothing', async () => {
  const before = await snapshot(database);
  const options = { kind: 'activities', dryRun: true } as const;
  const dry = await importFile(database, fixture('county-activities.csv'), options);
  expect(dry).toMatchObject({ main: { created: 40 }, places: { created: 13 }, institutions: { created: 13 } });
  expect(await snapshot(database)).toEqual(before);
});

test('GBK, semicolons and English headers are understood', async () => {
  const result = await importFile(database, fixture('places-gbk.csv'), { kind: 'places', crs: 'WGS84' });
  expect(result).toMatchObject({ read: 2, rejected: [], main: { created: 2 }, unknownColumns: ['备注'] });
  const rows =
    await all(`SELECT name, division, accessibility, opening_hours, precision_m, source_record->>'备注' AS note
    FROM places ORDER BY name`);
  expect(rows[1]).toEqual({
    name: '青石文化礼堂',
    division: expect.stringMatching(/^330521\d{3}$/) as string,
    accessibility: ['elevator', 'seating', 'step_free'],
    opening_hours: [{ days: [1, 2, 3, 4, 5], opens: '08:30', closes: '17:00' }],
    precision_m: 11,
    note: '钥匙在王家',
  });
});

test('a position is as exact as it is written, or as the file says', async () => {
  const rows = [
    '两位,120.16,30.25,',
    '一位是零,120.16,30.2,',
    '三位,120.161,30.254,',
    '四位,120.1612,30.2541,',
    '全角,１２０．１６１２,３０．２５４１,',
    '注明,120.16,30.25,20',
    '注明公里,120.161234,30.254123,2 公里',
  ];
  const text = ['名称,经度,纬度,位置精度（米）', ...rows].join('\n');
  const result = await importText(database, text, { kind: 'places' });
  expect(result).toMatchObject({ rejected: [], unknownColumns: [], rough: 3 });
  const stored = await all('SELECT name, precision_m FROM places');
  expect(Object.fromEntries(stored.map(({ name, precision_m }) => [name, precision_m]))).toEqual({
    ...{ 两位: 1_100, 一位是零: 1_100, 三位: 110, 四位: 11, 全角: 11, 注明: 20, 注明公里: 2_000 },
  });
  const bad = await importText(database, `${text}\n坏,120.16,30.25,很准`, { kind: 'places' });
  expect(bad.rejected).toEqual([]);
  expect(bad.warnings).toMatchObject([
    { line: 9, column: '位置精度（米）', value: '很准', code: 'bad-number', detail: '0–100000', dropped: true },
  ]);
});

test('campuses keep their own county, twins their own identity', async () => {
  const options = { kind: 'institutions', format: 'campuses-json' } as const;
  const result = await importFile(database, fixture('campuses.json'), options);
  expect(result).toMatchObject({ read: 4, rejected: [], warnings: [], main: { created: 4 }, places: { created: 7 } });
  expect(result.elsewhere).toEqual([{ line: 1, name: '青山大学北湖校区', division: '330521' }]);
  const links = await all(`SELECT i.name, l.name AS campus, l.is_main FROM institution_places l
    JOIN institutions i ON i.id = l.institution_id WHERE is_main ORDER BY i.name`);
  expect(links).toContainEqual({ name: '临江职业技术学院', campus: '东校区', is_main: true });
  expect(links).toHaveLength(4);
  expect(await all(`SELECT source_record->'founded' AS founded FROM institutions WHERE name = '青山大学'`)).toEqual([
    { founded: 1952 },
  ]);
  const again = await importFile(database, fixture('campuses.json'), options);
  expect(again).toMatchObject({ main: { unchanged: 4 }, places: { unchanged: 7 } });
});

test('the workbook of the same county, with titles, merged cells and true dates, says the same', async () => {
  const options = { kind: 'activities', source: 'deqing' } as const;
  await importFile(database, fixture('county-activities.csv'), options);
  const before = await all('SELECT title, session_dates, price_min, place_id FROM activities ORDER BY id');
  const again = await importFile(database, fixture('county-activities.xlsx'), { ...options, format: 'xlsx' });
  expect(again.rejected).toEqual([]);
  expect(again.main).toMatchObject({ created: 0 });
  expect(await all('SELECT title, session_dates, price_min, place_id FROM activities ORDER BY id')).toEqual(before);
  const hidden = importFile(database, fixture('county-activities.xlsx'), { ...options, format: 'xlsx', sheet: '二月' });
  await expect(hidden).rejects.toMatchObject({ reason: 'no-such-sheet', detail: '活动、说明、旧表' });
});

test('every template imports as it is published', async () => {
  for (const seedKind of SEED_KINDS) {
    const { name: kind } = seedKind;
    const result = await importText(database, toTemplate(seedKind), { kind, source: 'template' });
    expect(result.rejected, kind).toEqual([]);
    expect(result.main.created, kind).toBe(2);
    const again = await importText(database, toTemplate(seedKind), { kind, source: 'template' });
    expect(again.main, kind).toEqual({ created: 0, updated: 0, unchanged: 2 });
  }
  expect(
    await all(`SELECT c.name AS child, p.name AS parent FROM institution_parents ip
    JOIN institutions c ON c.id = ip.institution_id JOIN institutions p ON p.id = ip.parent_id`),
  ).toEqual([{ child: '示例街道成人学校', parent: '示例社区学院' }]);
  expect(await all('SELECT place_id IS NOT NULL AS placed, starts_on FROM course_offerings ORDER BY 2')).toEqual([
    { placed: true, starts_on: '2027-03-01' },
    { placed: true, starts_on: '2027-03-06' },
  ]);
});

test('sessions on rows of their own become one series, contradictions are refused', async () => {
  const head = '编号,活动名称,主办机构,区划,活动形式,主题,日期,时间';
  const rows = [
    '1,剪纸,剪纸馆,330106,工作坊,剪纸,2026-12-05,9:00-11:00；22:00-次日1:00',
    '1,剪纸,剪纸馆,330106,工作坊,剪纸,2026-12-12,9:00-11:00；22:00-次日1:00',
  ];
  const other = '1,剪纸,剪纸馆,330106,工作坊,剪纸,2026-12-19,13:00-15:00';
  const result = await importText(database, [head, ...rows, other].join('\n'), { kind: 'activities' });
  expect(result).toMatchObject({ read: 3, merged: 1, main: { created: 1 } });
  expect(result.rejected).toEqual([{ line: 4, column: '编号', value: '1', code: 'duplicate-id', detail: '2' }]);
  expect(await all('SELECT session_dates, more_starts, more_ends FROM activities')).toEqual([
    { session_dates: ['2026-12-05', '2026-12-12'], more_starts: ['22:00:00'], more_ends: ['01:00:00'] },
  ]);
});

test('what has no coordinates keeps where it is held, and a position that is known stays', async () => {
  const head = '编号,活动名称,主办机构,活动形式,主题,日期,时间,地点名称,地址,区划,经度,纬度';
  const row = (id: string, where: string) => `${id},剪纸${id},剪纸馆,工作坊,剪纸,2026-12-05,9:00-11:00,${where}`;
  const rows = [
    row('1', '劳岭村文化礼堂,劳岭村 1 号,德清县莫干山镇,,'),
    row('2', '劳岭村文化礼堂,,德清县莫干山镇,,'),
    row('3', ',,德清县,,'),
    row('4', '某处,,,,'),
    row('5', '城中书房,,德清县,,'),
    row('6', '城中书房,,德清县,119.97,30.54'),
  ];
  const options = { kind: 'activities' } as const;
  const first = await importText(database, [head, ...rows].join('\n'), options);
  expect(first).toMatchObject({ rejected: [], main: { created: 6 }, places: { created: 4 } });
  expect(first).toMatchObject({ unplaced: { all: 3, inTownship: 0 } });
  expect(first.warnings.filter(({ code }) => code === 'no-position').map(({ line }) => line)).toEqual([2, 3, 4, 5]);
  const where = () =>
    all(`SELECT a.source_id AS id, p.name, p.address, p.division, p.geom IS NOT NULL AS placed, p.precision_m
      FROM activities a JOIN places p ON p.id = a.place_id ORDER BY 1`);
  const hall = {
    name: '劳岭村文化礼堂',
    address: '劳岭村 1 号',
    division: '330521115',
    placed: false,
    precision_m: null,
  };
  const held = [
    { id: '1', ...hall },
    { id: '2', ...hall },
    { id: '3', name: '剪纸馆', address: '', division: '330521', placed: false, precision_m: null },
    { id: '4', name: '某处', address: '', division: '330000', placed: false, precision_m: null },
    { id: '5', name: '城中书房', address: '', division: '330521', placed: true, precision_m: 1100 },
    { id: '6', name: '城中书房', address: '', division: '330521', placed: true, precision_m: 1100 },
  ];
  expect(await where()).toEqual(held);
  const before = await snapshot(database);
  const again = await importText(database, [head, ...rows].join('\n'), options);
  expect(again).toMatchObject({ main: { unchanged: 6 }, places: { created: 0, updated: 0 } });
  expect(await snapshot(database)).toEqual(before);

  // Only where somebody chose it, and only what has none.
  const townships = new Map([[hall.division, [119.9, 30.6] as [number, number]]]);
  const offered = await importText(database, [head, ...rows].join('\n'), { ...options, townships });
  expect(offered.unplaced.inTownship).toBe(1);
  expect(await snapshot(database)).toEqual(before);
  const about = await importText(database, [head, ...rows].join('\n'), { ...options, townships, approximate: true });
  expect(about.warnings).toContainEqual(
    expect.objectContaining({ code: 'approximate', detail: '湖州市德清县莫干山镇' }),
  );
  expect((await where())[0]).toMatchObject({ placed: true, precision_m: 2_000 });
  await database.pool.query(`UPDATE places SET geom = ST_SetSRID(ST_MakePoint(119.91, 30.61), 4326), precision_m = 10
    WHERE precision_m = 2000`);
  await importText(database, [head, ...rows].join('\n'), options);
  await importText(database, [head, ...rows].join('\n'), { ...options, townships, approximate: true });
  expect((await where())[0]).toMatchObject({ placed: true, precision_m: 10 });
});

test('one organiser stays one, wherever it meets, and a namesake that is another is told', async () => {
  const head = '编号,活动名称,主办机构,机构区划,活动形式,主题,日期,时间,地点名称,区划,经度,纬度';
  const row = (id: number, who: string, where: string) =>
    `${id},剪纸${id},${who},工作坊,剪纸,2026-12-05,9:00-11:00,${where}`;
  const halls = [
    ['西湖馆', '330106', '120.1302', '30.2601'],
    ['上城馆', '330102', '120.1701', '30.2402'],
    ['德清馆', '330521', '119.9702', '30.5401'],
  ];
  const at = halls.map((hall) => hall.join(','));
  const rows = [
    ...at.map((hall, i) => row(i, '山水大学,杭州市', hall)),
    ...at.map((hall, i) => row(10 + i, '浙学学会,', hall)),
    ...at.map((hall, i) => row(20 + i, '老年大学,', hall)),
    row(30, '山水大学,', at[0]!),
    row(31, '远处学校,', '远处馆,330521,118.8701,28.9401'),
  ];
  const text = [head, ...rows].join('\n');
  const read = () => all('SELECT name, division FROM institutions ORDER BY name, division');
  const first = await importText(database, text, { kind: 'activities' });
  expect(first).toMatchObject({ rejected: [], main: { created: 11 } });
  const organisers = [
    ['山水大学', '330100'],
    ['浙学学会', '330106'],
    ...['330102', '330106', '330521'].map((division) => ['老年大学', division]),
    ['远处学校', '330521'],
  ].map(([name, division]) => ({ name, division }));
  expect((await read()).sort(byName)).toEqual(organisers.sort(byName));
  const told = first.warnings.filter(({ code }) => code !== 'type-guessed').map((issue) => toSentence(issue, 'en'));
  expect(told).toEqual([
    expect.stringMatching(/^line 9, 主办机构 \(老年大学\): has a namesake in 杭州市西湖区 and is made/),
    expect.stringMatching(/^line 10, 主办机构 \(老年大学\): has a namesake in 杭州市西湖区、杭州市上城区 and/),
    expect.stringMatching(/^line 12, 经度 \(远处馆\): lies about 2\d\d km from the centre of 湖州市德清县; check/),
  ]);
  const before = await snapshot(database);
  expect((await importText(database, text, { kind: 'activities' })).main).toMatchObject({ unchanged: 11 });
  expect(await snapshot(database)).toEqual(before);
  // Its own row, by the id of its list, takes over what was only mentioned.
  const own = '编号,名称,机构类型,区划\nJG1,山水大学,高校,杭州市\n';
  expect((await importText(database, own, { kind: 'institutions' })).main).toMatchObject({ created: 0, updated: 1 });
});
const byName = (a: object, b: object) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);

test('disturbed tables are imported twice with one result, and their rows add up', async () => {
  const text = new TextDecoder('gb18030').decode(await readFile(fixture('messy-county.csv')));
  const [header, ...rows] = parseCsv(text)
    .rows.slice(2)
    .map(({ cells }) => cells);
  let imported = 0;
  for (let seed = 0; seed < 8; seed++) {
    const bytes = disturb(header!, rows, seed);
    const options = { kind: 'activities', source: `chaos ${seed}` } as const;
    const first = await importText(database, bytes, options).catch((cause: unknown) => cause);
    if (first instanceof BrokenFile) continue;
    imported++;
    const { main, merged, rejected, read } = first as ImportResult;
    const refused = new Set(rejected.map(({ line }) => line)).size;
    expect(main.created + merged + refused, `seed ${seed}`).toBe(read);
    const before = await snapshot(database);
    const again = await importText(database, bytes, options);
    expect([again.main.unchanged, again.main.created], `seed ${seed}`).toEqual([main.created, 0]);
    expect(await snapshot(database), `seed ${seed}`).toEqual(before);
  }
  expect(imported).toBeGreaterThan(2);
});

test('an own row takes over what other rows only mentioned', async () => {
  await importFile(database, fixture('county-activities.csv'), { kind: 'activities' });
  const own = '编号,名称,机构类型,区划\nJG9,德清县图书馆,图书馆,德清县\n';
  expect((await importText(database, own, { kind: 'institutions' })).main).toMatchObject({ created: 0, updated: 1 });
  const again = await importFile(database, fixture('county-activities.csv'), { kind: 'activities' });
  expect(again.main).toEqual({ created: 0, updated: 0, unchanged: 40 });
  expect(await all(`SELECT source_id FROM institutions WHERE name = '德清县图书馆'`)).toEqual([{ source_id: 'JG9' }]);
});

test('what the state of a thing is here stays', async () => {
  const text = '编号,名称,经度,纬度\n1,书房,120.13,30.26\n';
  await importText(database, text, { kind: 'places' });
  await database.pool.query(`UPDATE places SET state = 'withdrawn'`);
  const again = await importText(database, text.replace('书房', '城市书房'), { kind: 'places' });
  expect(again.warnings).toMatchObject([{ line: 2, code: 'not-published', detail: 'withdrawn' }]);
  expect(await all('SELECT name, state FROM places')).toEqual([{ name: '城市书房', state: 'withdrawn' }]);
});

const broken: [string, string | Uint8Array, string][] = [
  ['an empty file', '', 'table'],
  ['other columns', 'a,b\n1,2\n', 'missing-columns'],
  ['a column twice', '名称,name,经度,纬度\na,b,120,30\n', 'repeated-columns'],
  ['bytes', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0, 1]), 'binary'],
  ['a workbook', Uint8Array.from([0x50, 0x4b, 3, 4, 0, 0]), 'spreadsheet'],
  ['a header alone', '名称,经度,纬度\n', 'no-rows'],
];
test.each(broken)('%s changes nothing', async (_name, text, reason) => {
  await importText(database, '名称,经度,纬度\n书房,120.13,30.26\n', { kind: 'places' });
  const before = await snapshot(database);
  const error = await importText(database, text, { kind: 'places' }).catch((cause: unknown) => cause);
  expect(error).toBeInstanceOf(BrokenFile);
  expect(error).toMatchObject({ reason });
  expect(await snapshot(database)).toEqual(before);
});

test('an import confirms nothing, and brings nothing back that left because nobody did', async () => {
  const options = { kind: 'activities', source: 'deqing' } as const;
  await importFile(database, fixture('county-activities.csv'), options);
  const read = () => all('SELECT state, confirmed_on, count(*)::int AS n FROM activities GROUP BY 1, 2 ORDER BY 1');
  expect(await read()).toEqual([{ state: 'published', confirmed_on: null, n: 40 }]);
  // All go on, and half of them were there for as long as they may be.
  await all("UPDATE activities SET session_dates = session_dates || date '2098-01-01'");
  await all(`UPDATE activities SET created_at = now() - interval '${FRESH_DAYS.activity.hides} days' WHERE id % 2 = 0`);
  const [left] = await all('SELECT hide_outdated(app_today()) AS n');
  expect(left!['n']).toBeGreaterThan(10);
  const before = [
    { state: 'archived', confirmed_on: null, n: left!['n'] },
    { state: 'published', confirmed_on: null, n: 40 - Number(left!['n']) },
  ];
  expect(await read()).toEqual(before);
  const again = await importFile(database, fixture('county-activities.csv'), options);
  expect(again.main).toMatchObject({ created: 0, updated: 40 });
  expect(await read()).toEqual(before);
});
