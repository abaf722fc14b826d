import fc from 'fast-check';
import type pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { distance } from '../../formats/crs.ts';
import { foundTown, type Town } from '../../testing/people.ts';
import { insertActivity, insertInstitution, insertPlace } from '../../testing/sample.ts';
import { Visitor } from '../../testing/visitor.ts';
import * as endpoints from './schema.ts';
import { LIKELY, scoreTitles } from './title-likeness.ts';
import { partsOfTitle } from './title-parts.ts';

let town: Town;
let owner: pg.Pool;
let educator: Visitor;
let resident: Visitor;
let school: number;
let neighbour: number;

const TITLES = [
  '毛笔书法入门班',
  '毛笔书法（入门）',
  '硬笔书法提高班',
  '智能手机班',
  '智能手机（第2期）',
  '智能手机（第3期）',
];
beforeAll(async () => {
  town = await foundTown({ scale: 0 });
  owner = town.owner;
  [school, neighbour] = [
    await insertInstitution(owner, '西湖社区学校', 'senior-university'),
    await insertInstitution(owner, '上城社区学校', 'senior-university'),
  ];
  const spots = await Promise.all(
    [0, 60, 150, 900].map((metres) => insertPlace(owner, `学习点${metres}`, '330106', 120.13 + metres / 96_300, 30.26)),
  );
  await owner.query(`UPDATE places SET address = '西湖区文三路 88 号', precision_m = 10 WHERE id = $1`, [spots[0]]);
  for (const [at, title] of TITLES.entries())
    await insertActivity(owner, { title, institution: at % 2 ? school : neighbour, place: spots[at % 4]! });
  const { visitor, me } = await town.arrive();
  await owner.query("INSERT INTO grants (account_id, role, institution_id) VALUES ($1, 'educator', $2)", [
    me.account,
    school,
  ]);
  [educator, resident] = [visitor, (await town.arrive()).visitor];
});
afterAll(() => town.close());

const find = async (q: string, more = '') =>
  (await educator.get(`/api/placing?q=${encodeURIComponent(q)}${more}`)).read(endpoints.findPlacing);
const divisionAt = async (lng: number, lat: number, stated = '') =>
  (await educator.get(`/api/placing/division?lng=${lng}&lat=${lat}${stated && `&stated=${stated}`}`)).read(
    endpoints.proposeDivision,
  );
const duplicatesOf = async (query: Record<string, string | number>) =>
  (
    await educator.get(
      `/api/placing/duplicates?${new URLSearchParams(Object.entries(query).map(([k, v]) => [k, String(v)])).toString()}`,
    )
  ).read(endpoints.findDuplicateThings);

test('coordinates in any notation are one candidate with what was read, outside they are refused by the name of the area', async () => {
  const { candidates, problem } = await find('30°15′36″N 120°07′48″E', '&crs=GCJ02');
  expect(problem).toBeNull();
  expect(candidates).toHaveLength(1);
  expect(candidates[0]).toMatchObject({
    ...{ source: 'coordinates', said: expect.stringContaining('GCJ02') as string },
    written: { crs: 'GCJ02' },
  });
  expect(distance([...candidates[0]!.lngLat], [120.13, 30.26])).toBeLessThan(700);
  const outside = await find('116.4, 39.9');
  expect(outside).toMatchObject({ candidates: [], problem: { code: 'outside', message: '这个位置不在浙江省' } });
});

test('names of divisions, landmarks, places and institutions, and addresses by the stand-in, are candidates', async () => {
  const sources = async (q: string) => (await find(q)).candidates.map(({ source, name }) => `${source} ${name}`);
  expect(await sources('西湖区')).toContain('division 西湖区');
  expect(await sources('xihu qu')).toContain('division 西湖区');
  expect(await sources('杭州市西湖区古荡街道')).toContain('division 古荡街道');
  expect(await sources('杭州东站')).toEqual(['landmark 杭州东站']);
  expect(await sources('学习点60')).toContain('place 学习点60');
  const { candidates, geocoder } = await find('西湖区文三路88号');
  expect(geocoder).toMatchObject({ isStandIn: true });
  expect(candidates).toContainEqual(expect.objectContaining({ source: 'geocoder', name: '学习点0', precision: 100 }));
  expect(await sources('100%_\\')).toEqual([]);
});

test('a county is proposed by the nearest seat until a boundary is loaded, and another stated one is asked about', async () => {
  const near = await divisionAt(120.13, 30.26, '330102');
  expect(near).toMatchObject({
    county: { code: '330106' },
    by: 'nearest_seat',
    townshipBy: 'nearest_seat',
    isInServiceArea: true,
  });
  expect(near.ask).toMatchObject({ reason: 'nearer_seat', other: { code: '330106' } });
  expect(near.alternatives).toHaveLength(3);
  expect((await divisionAt(120.13, 30.26, '330106')).ask).toBeNull();
  await owner.query(`INSERT INTO division_boundaries (code, geom, crs, source)
    VALUES ('330110', ST_Multi(ST_MakeEnvelope(120.0, 30.2, 120.14, 30.3, 4326)), 'WGS84', 'test')`);
  const drawn = await divisionAt(120.13, 30.26, '330106');
  expect(drawn).toMatchObject({ county: { code: '330110' }, by: 'boundary', sure: true });
  expect(drawn.ask).toMatchObject({ reason: 'outside_boundary', other: { code: '330110' } });
  expect((await divisionAt(120.15, 30.26, '330110')).ask?.reason).toBe('outside_boundary');
  await owner.query('DELETE FROM division_boundaries');
  expect(await divisionAt(116.4, 39.9)).toMatchObject({ county: null, by: null, isInServiceArea: false });
});

test('things within 100 m with a like title are found as by comparing each', async () => {
  const { rows } = await owner.query<{ id: number; title: string; lng: number; lat: number; institution: number }>(
    'SELECT a.id, a.title, p.lng, p.lat, a.institution_id AS institution FROM activities a JOIN places p ON p.id = a.place_id',
  );
  let told = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...TITLES, '书法', '手机'),
      fc.integer({ min: -200, max: 400 }),
      fc.boolean(),
      async (title, metres, own) => {
        const [lng, lat] = [Number((120.13 + metres / 96_300).toFixed(6)), 30.26];
        const mine = { parts: partsOfTitle(title), institution: own ? school : null, startsAt: null };
        const expected = rows
          .filter((row) => distance([row.lng, row.lat], [lng, lat]) <= 99.5)
          .filter(
            (row) =>
              scoreTitles(mine, { parts: partsOfTitle(row.title), institution: row.institution, startsAt: null }) >=
              LIKELY,
          );
        const found = await duplicatesOf({ kind: 'activity', title, lng, lat, ...(own && { institution: school }) });
        const edge = rows
          .filter((row) => Math.abs(distance([row.lng, row.lat], [lng, lat]) - 100) < 1)
          .map(({ id }) => id);
        const ids = (all: readonly { id: number }[]) =>
          all
            .map(({ id }) => id)
            .filter((id) => !edge.includes(id))
            .sort((a, b) => a - b);
        expect(ids(found.duplicates)).toEqual(ids(expected));
        told += expected.length;
        for (const { metres: away, score } of found.duplicates)
          expect([away <= 101, score >= LIKELY]).toEqual([true, true]);
      },
    ),
  );
  expect(told).toBeGreaterThan(0);
}, 600_000);

test('what was said not to be the same never comes back until that is taken back', async () => {
  const { rows } = await owner.query<{ id: number }>(
    `SELECT id FROM activities WHERE title LIKE '毛笔书法%' ORDER BY id`,
  );
  const [a, b] = rows.map(({ id }) => id) as [number, number];
  const ask = () => duplicatesOf({ kind: 'activity', title: '毛笔书法入门班', lng: 120.13, lat: 30.26, thing: a });
  expect((await ask()).duplicates.map(({ id }) => id)).toEqual([b]);
  const say = (who: Visitor, body: object) => who.post('/api/placing/not-same', body);
  expect((await say(resident, { kind: 'activity', a, b })).status).toBe(404);
  expect((await say(educator, { kind: 'activity', a, b: a })).status).toBe(404);
  expect((await say(educator, { kind: 'course', a, b })).status).toBe(404);
  expect((await say(educator, { kind: 'activity', a: b, b: a })).status).toBe(200);
  expect((await ask()).duplicates).toEqual([]);
  expect((await town.lastActs(1))[0]).toBe('things.not_same');
  expect((await say(educator, { kind: 'activity', a, b, same: 'unknown' })).status).toBe(200);
  expect((await ask()).duplicates).toHaveLength(1);
  // Of two drafts of others nothing is told.
  await owner.query(`UPDATE activities SET state = 'draft' WHERE id = $1`, [a]);
  expect((await say(educator, { kind: 'activity', a, b })).status).toBe(404);
});

test('who writes something new says that it is another one before it is public, and nobody else does', async () => {
  const begun = await educator.post('/api/pins', {
    ...{ kind: 'activity', institution: school, body: { title: '智能手机班' } },
  });
  const { pin } = begun.body as { pin: number };
  const ask = async () =>
    (await duplicatesOf({ kind: 'activity', title: '智能手机班', lng: 120.13, lat: 30.26, thing: pin })).duplicates;
  const [first, ...others] = await ask();
  const say = (who: Visitor) => who.post('/api/placing/not-same', { kind: 'activity', a: pin, b: first!.id });
  const { visitor: stranger, me } = await town.arrive();
  const grant = "INSERT INTO grants (account_id, role, institution_id) VALUES ($1, 'educator', $2)";
  await owner.query(grant, [me.account, neighbour]);
  expect([(await say(resident)).status, (await say(stranger)).status, (await say(educator)).status]).toEqual([
    ...[404, 404, 200],
  ]);
  expect(await ask()).toEqual(others);
});

test('a series in words comes with its rule, dates, words in both languages and public holidays', async () => {
  const read = async (query: string) =>
    (await new Visitor(town.server).get(`/api/placing/series?${query}`)).read(endpoints.readSeries);
  const words = encodeURIComponent('每周四 9:00–10:30 从2026年9月24日起 到 10 月 15 日');
  const reading = await read(`words=${words}`);
  expect(reading).toMatchObject({
    series: { rule: 'FREQ=WEEKLY;BYDAY=TH;UNTIL=20261015', times: [{ starts: '09:00', ends: '10:30' }] },
    dates: ['2026-09-24', '2026-10-01', '2026-10-08', '2026-10-15'],
    words: { en: 'every Thursday 09:00–10:30, from 24 Sep 2026, until 15 Oct 2026' },
    holidays: [{ date: '2026-10-01', names: { 'zh-CN': '国庆节', en: 'National Day' } }],
    problems: [],
  });
  const by = `rule=${encodeURIComponent(reading.series.rule!)}&from=2026-09-24&times=09:00-10:30`;
  expect(await read(by)).toMatchObject({ dates: reading.dates, words: reading.words });
  const stopped = await read(`words=${encodeURIComponent('每周六 9:00 看通知')}&lang=en`);
  expect(stopped).toMatchObject({ dates: [], words: null });
  expect(stopped.problems.map(({ code }) => code)).toEqual(['no_end_time', 'not_understood', 'no_end']);
  expect(stopped.problems[1]).toMatchObject({ text: '看通知', message: '“看通知” was not understood' });
  expect((await new Visitor(town.server).get('/api/placing/series?rule=FREQ=YEARLY&times=09:00-10:00')).status).toBe(
    400,
  );
});
