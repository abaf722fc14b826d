import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadCatalogue } from '../../catalogue/load.ts';
import type { LiveCatalogue } from '../../catalogue/live.ts';
import { Invalid } from '../../errors.ts';
import { features, things } from '../../modules.ts';
import { openTestDatabase, type TestDatabase } from '../../testing/database.ts';
import { insertActivity, insertInstitution, insertSample, type Sample } from '../../testing/sample.ts';
import { placeFeatures } from '../places/features.ts';
import { search as searchEndpoint, suggest as suggestEndpoint } from './schema.ts';
import { search } from './service.ts';
import { suggest } from './suggest.ts';

const NOW = new Date('2026-11-23T10:00:00+08:00');
let database: TestDatabase;
let sample: Sample;
let live: LiveCatalogue;

beforeAll(async () => {
  database = await openTestDatabase();
  sample = await insertSample(database.pool);
  const { school, places } = sample;
  await insertActivity(database.pool, { title: '硬笔入门', institution: school, place: places[0], price: 0 });
  await insertActivity(database.pool, {
    title: '硬笔提高',
    institution: school,
    place: places[1],
    dates: ['2026-11-01'],
  });
  await database.pool.query(
    `INSERT INTO terms (vocabulary, code, zh, en, position, replaced_by) VALUES ('topic', 'penmanship', '写字', 'Penmanship', 9, 'calligraphy')`,
  );
  live = { current: await loadCatalogue({ database, features, places: placeFeatures, clock: () => NOW }) };
});
afterAll(() => database.close());

const ask = (query: object) => search({ database, live, things }, searchEndpoint.query.parse(query), NOW);
async function complete(q: string, lang: 'zh-CN' | 'en' = 'zh-CN', area: object = {}) {
  const answer = await suggest({ live, things }, suggestEndpoint.query.parse({ q, ...area }), { now: NOW, lang });
  return suggestEndpoint.response.parse(answer).suggestions;
}

test('a q waits for the text', async () => {
  expect((await ask({ q: '硬笔' })).total).toBe(1);
});

test('divisions and topics are found by name, pinyin, initials and English', async () => {
  const xihu = {
    text: '西湖区',
    source: 'division',
    count: 1,
    total: 1,
    filter: { name: 'division', value: '330106' },
    kind: null,
    area: null,
  };
  for (const typed of ['西湖', 'xihu', 'xhq', 'Xihu D']) expect(await complete(typed)).toContainEqual(xihu);
  const calligraphy = {
    source: 'topic',
    count: 1,
    total: 1,
    filter: { name: 'topic', value: 'calligraphy' },
    kind: null,
    area: null,
  };
  for (const typed of ['书', '毛笔', 'shufa', 'calli'])
    expect(await complete(typed)).toContainEqual({ ...calligraphy, text: '书法' });
  expect(await complete('calli', 'en')).toContainEqual({ ...calligraphy, text: 'Calligraphy' });
});

test('what begins so comes first, nothing comes twice, and nothing that has ended', async () => {
  const found = await complete('西湖');
  expect(found[0]).toMatchObject({ source: 'division' });
  expect(found.map(({ text }) => text)).toContain('西湖社区学校');
  expect(found.map(({ text }) => text)).toContain('西湖馆');
  expect(new Set(found.map(({ text }) => text)).size).toBe(found.length);
  expect(await complete('提高')).toEqual([]);
});

test('an institution is a filter; counts are of the area asked about, totals of everywhere', async () => {
  const school = (area = {}) => complete('西湖社区', 'zh-CN', area).then(([first]) => first);
  const everywhere = await school();
  expect(everywhere).toMatchObject({
    text: '西湖社区学校',
    kind: 'institution',
    filter: { name: 'institution', value: String(sample.school) },
  });
  expect(everywhere!.count).toBe((await ask({ institution: String(sample.school) })).total);
  expect(await school({ division: '330102' })).toMatchObject({ count: 0, total: everywhere!.total });
  expect(await school({ bbox: '120.1,30.2,120.14,30.3' })).toMatchObject({ count: 1, total: everywhere!.total });
  expect(await school({ bbox: '1,1,2,2' })).toMatchObject({ count: 0 });
  const [area] = await complete('西湖区', 'zh-CN', { division: '330102' });
  expect(area).toMatchObject({ count: 1, total: 1 });
  await expect(complete('书', 'zh-CN', { division: '999999' })).rejects.toThrow(Invalid);
});

test('a sentence is told as the filters it means, with what they find', async () => {
  const tell = async (q: string, lang: 'zh-CN' | 'en' = 'zh-CN') =>
    (await suggest({ live, things }, suggestEndpoint.query.parse({ q, bbox: '119,29,121,31' }), { now: NOW, lang }))
      .reading;
  expect(await tell('西湖区免费书法')).toEqual({
    labels: ['杭州市西湖区', '免费', '书法'],
    q: '',
    count: 1,
    total: (await ask({ division: '330106', price: 'free', topic: 'calligraphy' })).total,
  });
  expect((await tell('free calligraphy', 'en'))!.labels).toEqual(['Free', 'Calligraphy']);
  for (const q of ['西湖区', '书法', '硬笔']) expect(await tell(q), q).toBeNull();
});

test('every unknown code is named', async () => {
  const query = { topic: 'castle', division: '999999', institution: '77', accessible: 'lift' };
  const failure = await ask(query).catch((cause: unknown) => cause);
  expect(failure).toBeInstanceOf(Invalid);
  const fields = (failure as Invalid).errors.map(({ field }) => field).sort();
  expect(fields).toEqual(['accessible', 'division', 'institution', 'topic']);
});

test('a replaced code still finds what has its successor', async () => {
  expect((await ask({ topic: 'penmanship' })).total).toBe((await ask({ topic: 'calligraphy' })).total);
  expect((await ask({ topic: 'penmanship' })).total).toBe(1);
});

test('what is asked for decides the order', async () => {
  expect((await ask({})).sort).toBe('soonest');
  expect((await ask({ near: '120.13,30.26,500' })).sort).toBe('distance');
  expect((await ask({ q: '硬笔', near: '120.13,30.26,500' })).sort).toBe('relevance');
  expect((await ask({ sort: 'relevance' })).sort).toBe('soonest');
  await expect(ask({ sort: 'distance' })).rejects.toThrow(Invalid);
  await expect(ask({ scope: 'view' })).rejects.toThrow(Invalid);
  await expect(ask({ from: '2026-12-02', to: '2026-12-01' })).rejects.toThrow(Invalid);
});

test('an activity shows as a card', async () => {
  const { items } = await ask({ kind: 'activity', origin: '120.13,30.26' });
  expect(items).toEqual([
    expect.objectContaining({
      kind: 'activity',
      title: '硬笔入门',
      institution: { id: sample.school, name: '西湖社区学校' },
      price: { min: '0.00', max: '0.00' },
      status: 'scheduled',
      nextSession: { startsAt: '2026-11-28T18:30:00+08:00', endsAt: '2026-11-28T20:30:00+08:00' },
      sessionsLeft: 1,
    }),
  ]);
  expect(items[0]!.place).toMatchObject({ name: '西湖馆', division: '330106', lngLat: [120.13, 30.26] });
  expect(items[0]!.metres).toBeLessThan(1);
  expect((await ask({ status: 'ended' })).items[0]).toMatchObject({
    title: '硬笔提高',
    status: 'ended',
    nextSession: null,
  });
});

test('institutions of a name come by how near they are to the view, with their county', async () => {
  const { places } = sample;
  for (const [name, place] of [
    ['城东老年大学', places[1]],
    ['湖畔老年大学', places[0]],
    ['远方老年大学', null],
  ] as const) {
    const id = await insertInstitution(database.pool, name);
    if (place !== null)
      await database.pool.query('INSERT INTO institution_places (institution_id, place_id) VALUES ($1, $2)', [
        id,
        place,
      ]);
  }
  const live = { current: await loadCatalogue({ database, features, places: placeFeatures, clock: () => NOW }) };
  const names = async (bbox: string, lang: 'zh-CN' | 'en' = 'zh-CN') =>
    (
      await suggest({ live, things }, suggestEndpoint.query.parse({ q: '老年大学', bbox }), { now: NOW, lang })
    ).suggestions.flatMap(({ text, area, count, source }) =>
      source === 'organiser' && text !== '浙江老年大学' ? [[text, area, count > 0]] : [],
    );
  const [lake, city, far] = [
    ['湖畔老年大学', '西湖区', true],
    ['城东老年大学', '上城区', false],
    ['远方老年大学', null, false],
  ];
  const found = await names('120.12,30.25,120.14,30.27');
  expect(found.slice(0, 2)).toEqual([lake, city]);
  expect(found[2]).toEqual(far);
  expect((await names('120.16,30.23,120.18,30.25')).slice(0, 2)).toEqual([
    ['城东老年大学', '上城区', true],
    ['湖畔老年大学', '西湖区', false],
  ]);
  expect((await names('120.16,30.23,120.18,30.25', 'en'))[0]).toEqual(['城东老年大学', 'Shangcheng District', true]);
});
