import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { endpoints } from '../../contract.ts';
import type { Role } from '../../contract/access.ts';
import type { SourceFormat } from '../../contract/source-states.ts';
import { startStandInFeed, type StandInFeed } from '../../testing/stand-in-feed.ts';
import { foundTown, type Town } from '../../testing/people.ts';
import { insertInstitution } from '../../testing/sample.ts';
import type { Visitor } from '../../testing/visitor.ts';
import type { Source, SourceRecord } from './schema.ts';

let feed: StandInFeed;
let town: Town;
let sample: { college: number; other: number };
let admin: Visitor;
let moderator: Visitor;
beforeAll(async () => {
  feed = await startStandInFeed();
  town = await foundTown({ settings: { SOURCE_ORIGINS: feed.origin } });
  const college = await insertInstitution(town.owner, '试用老年大学', 'senior-university');
  sample = { college, other: await insertInstitution(town.owner, '邻县社区学校', 'township-school') };
  [admin, moderator] = [await staff('unit_admin'), await staff('moderator')];
});
afterAll(async () => {
  await town.close();
  await feed.close();
});
beforeEach(() => feed.clear());

async function staff(role: Role, institution = sample.college): Promise<Visitor> {
  const { visitor, me } = await town.arrive();
  await town.owner.query('INSERT INTO grants (account_id, role, institution_id) VALUES ($1, $2, $3)', [
    me.account,
    role,
    institution,
  ]);
  return visitor;
}
const event = (name: string, rest: Record<string, unknown> = {}) => ({
  type: 'Event',
  name,
  activity: ['书法'],
  location: {
    type: 'Place',
    name: '试用馆',
    address: '文一路 1 号',
    geo: { type: 'GeoCoordinates', latitude: 30.27, longitude: 120.12 },
  },
  organizer: { type: 'Organization', name: '试用老年大学' },
  subEvent: [{ type: 'Event', startDate: '2098-12-05T01:00:00Z', endDate: '2098-12-05T03:00:00Z' }],
  offers: [{ type: 'Offer', price: '0', priceCurrency: 'CNY' }],
  ...rest,
});

async function add(format: SourceFormat = 'rpde', path = '/items', area = '330100'): Promise<Source> {
  const body = {
    ...{ name: '试用来源', url: feed.origin + path, area, crs: 'WGS84', everyMinutes: 60 },
    ...{ institution: sample.college, kind: 'activity', format },
  };
  return (await admin.post('/api/sources', body)).read(endpoints.addSource);
}
const at = ({ id }: Pick<Source, 'id'>, rest = '') => `/api/sources/${id}${rest}`;
const put = (visitor: Visitor, path: string, body: unknown) => visitor.send('PUT', path, { body });
const read = async (source: Pick<Source, 'id'>) => (await admin.get(at(source))).read(endpoints.getSource);
/** Asks for something and waits until no job is at it. */
async function run(source: Source, what: 'preview' | 'start' | 'run'): Promise<Source> {
  const before = await town.count('source_runs', `source_id = '${source.id}' AND ended_at IS NOT NULL`);
  (await admin.post(at(source, `/${what}`), {})).read(endpoints.runSource);
  return settled(source, before + 1);
}
async function settled(source: Pick<Source, 'id'>, runs: number): Promise<Source> {
  await expect
    .poll(() => town.count('source_runs', `source_id = '${source.id}' AND ended_at IS NOT NULL`), { timeout: 60_000 })
    .toBeGreaterThanOrEqual(runs);
  await expect.poll(() => town.count('jobs', "kind = 'sources.run' AND state IN ('waiting', 'running')")).toBe(0);
  return read(source);
}
const runsOf = ({ id }: Pick<Source, 'id'>) =>
  town.count('source_runs', `source_id = '${id}' AND ended_at IS NOT NULL`);
const recordsOf = async (source: Pick<Source, 'id'>, query = ''): Promise<SourceRecord[]> =>
  (await admin.get(at(source, `/records?limit=100${query}`))).read(endpoints.listSourceRecords).records;
const trust = async (source: Source, rule: string) =>
  (await put(moderator, at(source, '/rule'), { rule, version: source.version })).read(endpoints.trustSource);
const shown = async () => {
  const { rows } = await town.owner.query<{ title: string }>(
    "SELECT title FROM public_activities WHERE source_system LIKE 'source:%' ORDER BY title",
  );
  return rows.map(({ title }) => title);
};
async function remove(source: Source): Promise<void> {
  const { version } = await read(source);
  expect((await admin.send('DELETE', at(source, `?version=${version}`))).status).toBe(200);
  await town.owner.query("DELETE FROM activities WHERE source_system LIKE 'source:%'");
}
/** A source of some things that are public. */
async function live(names: readonly string[], rule = 'publish'): Promise<Source> {
  for (const name of names) feed.say(name, event(name));
  const source = await trust(await run(await add(), 'preview'), rule);
  return run(source, 'start');
}

test('nothing is public before a preview, and what waits for somebody becomes so when it is accepted', async () => {
  feed.say('a1', event('来源书法甲'));
  feed.say('a2', event('来源书法乙', { activity: ['没有这个主题'] }));
  const london = { name: 'Leisure Centre', geo: { latitude: 51.5, longitude: 0.03 } };
  feed.say('a3', event('来源伦敦丙', { location: london, organizer: { name: 'Active' } }));
  const source = await add('rpde', '/items', '330000');
  expect(source).toMatchObject({
    state: 'new',
    health: 'idle',
    rule: 'review',
    may: expect.arrayContaining(['preview']) as unknown,
  });
  expect((await admin.post(at(source, '/start'), {})).status).toBe(409);
  const seen = await run(source, 'preview');
  expect(seen).toMatchObject({
    state: 'previewed',
    preview: { isWhole: true, run: { read: 3, counts: { new: 1, rejected: 2 } } },
  });
  expect(await shown()).toEqual([]);
  const [rejected] = await recordsOf(seen, '&state=rejected');
  expect(rejected!.problems).toEqual([expect.objectContaining({ isWarning: false })]);

  const started = await run(seen, 'start');
  expect(started).toMatchObject({ state: 'active', counts: { waiting: 1, public: 0, rejected: 2 }, health: 'flawed' });
  expect(await shown()).toEqual([]);
  const runs = await runsOf(started);
  (await moderator.post(at(started, '/records/decisions'), { decision: 'accept', records: null })).read(
    endpoints.decideRecords,
  );
  expect(await settled(started, runs + 1)).toMatchObject({ counts: { waiting: 0, public: 1 } });
  expect(await shown()).toEqual(['来源书法甲']);
  const [{ pin }] = (await recordsOf(started, '&state=public')) as [SourceRecord];
  const activity = (await admin.get(`/api/activities/${pin}`)).read(endpoints.getActivity);
  expect(activity).toMatchObject({ title: '来源书法甲', price: { min: '0.00' } });
  expect(activity.sessions[0]!.startsAt).toBe('2098-12-05T09:00:00+08:00');
  await remove(started);
});

test('changes and deletions come in, what a person changed stays until the source may have it', async () => {
  const source = await live(['甲一', '乙一', '丙一', '丁一', '戊一']);
  expect(source).toMatchObject({
    counts: { public: 5 },
    health: 'well',
    licence: 'https://creativecommons.org/licenses/by/4.0/',
  });
  await town.owner.query("UPDATE activities SET description = '人写的', revision = revision + 1 WHERE title = '乙一'");
  feed.say('甲一', event('甲一', { description: '来源改的' }));
  feed.say('乙一', event('乙一', { description: '来源说的' }));
  feed.say('丙一', null);
  let now = await run(source, 'run');
  expect(await shown()).toEqual(['丁一', '乙一', '戊一', '甲一']);
  const about = async (title: string) =>
    (await town.owner.query<{ description: string }>('SELECT description FROM activities WHERE title = $1', [title]))
      .rows[0]!.description;
  expect([await about('甲一'), await about('乙一')]).toEqual(['来源改的', '人写的']);
  expect(now).toMatchObject({ counts: { conflicts: 1, public: 4 }, health: 'flawed' });
  const [conflict] = await recordsOf(now, '&only=conflicts');
  expect(conflict!.conflicts).toEqual([{ field: 'description', name: '简介', kept: '人写的', wanted: '来源说的' }]);

  // However often it says so.
  for (let i = 0; i < 3; i++) {
    feed.say('乙一', event('乙一', { description: `来源说的 ${i}` }));
    now = await run(now, 'run');
    expect(await about('乙一')).toBe('人写的');
  }
  const runs = await runsOf(now);
  await moderator.post(at(now, `/records/${conflict!.id}/yielding`), { fields: ['description'] });
  expect(await settled(now, runs + 1)).toMatchObject({ counts: { conflicts: 0 } });
  expect(await about('乙一')).toBe('来源说的 2');

  // What a person changed is not removed by the source either; what comes back is public again.
  await town.owner.query("UPDATE activities SET description = '人写的', revision = revision + 1 WHERE title = '丁一'");
  feed.say('丁一', null);
  feed.say('丙一', event('丙一'));
  now = await run(now, 'run');
  expect(await shown()).toEqual(['丁一', '丙一', '乙一', '戊一', '甲一']);
  const [stays] = await recordsOf(now, '&only=conflicts');
  expect(stays!.conflicts.map(({ field }) => field)).toEqual(['state']);
  const looks = await runsOf(now);
  await moderator.post(at(now, `/records/${stays!.id}/yielding`), { fields: ['state'] });
  expect(await settled(now, looks + 1)).toMatchObject({ counts: { conflicts: 0 } });
  expect(await shown()).toEqual(['丙一', '乙一', '戊一', '甲一']);
  await remove(now);
});

test('a feed that begins anew takes away what it does not have any more, and one that would take away much is asked about', async () => {
  const names = Array.from({ length: 12 }, (_, n) => `重来${String(n).padStart(2, '0')}`);
  const source = await live(names);
  for (const name of names.slice(0, 3)) feed.say(name, null);
  feed.beginAnew();
  expect(await run(source, 'run')).toMatchObject({ state: 'active', counts: { public: 9 } });
  for (const name of names.slice(3, 9)) feed.say(name, null);
  feed.beginAnew();
  const halted = await run(source, 'run');
  expect(halted).toMatchObject({
    state: 'halted',
    health: 'halted',
    halt: { reason: 'many_removed', count: 6, of: 9 },
  });
  expect(halted.sentence).toContain('6');
  expect((await shown()).length).toBe(9);
  const left = (await admin.post(at(source, '/halt'), { decision: 'leave_out', version: halted.version })).read(
    endpoints.decideHalt,
  );
  expect(await settled(left, (await runsOf(left)) + 0)).toMatchObject({ state: 'active' });
  await expect.poll(async () => (await read(source)).counts.public).toBe(9);
  feed.beginAnew();
  await run(source, 'run');
  expect((await shown()).length).toBe(9);
  await remove(source);
});

test('what cannot be read any more is asked about once, and stays', async () => {
  const names = Array.from({ length: 6 }, (_, n) => `难读${n}`);
  const source = await live(names);
  for (const name of names.slice(0, 5)) feed.say(name, event(name, { activity: ['没有这个主题'] }));
  const halted = await run(source, 'run');
  expect(halted).toMatchObject({ state: 'halted', halt: { reason: 'many_rejected', count: 5, of: 6 } });
  const looks = await runsOf(halted);
  await admin.post(at(source, '/halt'), { decision: 'go_on', version: halted.version });
  expect(await settled(source, looks + 1)).toMatchObject({ state: 'active', counts: { public: 6, rejected: 5 } });
  expect(await run(source, 'run')).toMatchObject({ state: 'active' });
  expect(await shown()).toEqual(names);
  await remove(source);
});

test('files are all there is; one that is broken, gone or a calendar of endless sessions takes nothing away', async () => {
  const feature = (id: string, title: string) => ({
    ...{ type: 'Feature', id, geometry: { type: 'Point', coordinates: [120.12, 30.27] } },
    properties: {
      ...{ title, institution: '试用老年大学', place: '试用馆', format: '讲座', topics: '书法' },
      ...{ dates: '2098-12-05', times: '9:00-11:00', price: '免费' },
    },
  });
  const write = (...features: object[]) => (feed.file = JSON.stringify({ type: 'FeatureCollection', features }));
  write(feature('1', '文件甲'), feature('2', '文件乙'), feature('3', '文件丙'));
  const source = await run(
    await trust(await run(await add('geojson', '/file.geojson'), 'preview'), 'publish'),
    'start',
  );
  expect(await shown()).toEqual(['文件丙', '文件乙', '文件甲']);
  write(feature('1', '文件甲'), feature('3', '文件丙改'));
  expect(await run(source, 'run')).toMatchObject({ counts: { public: 2 } });
  expect(await shown()).toEqual(['文件丙改', '文件甲']);
  for (const [status, body, failure] of [
    [200, '<html>', 'not_a_feed'],
    [500, '', 'not_reached'],
    [302, '', 'not_reached'],
  ] as const) {
    feed.answer = { status, body };
    expect(await run(source, 'run')).toMatchObject({ health: 'failing', lastRun: { failure } });
  }
  feed.answer = undefined;
  expect(await shown()).toEqual(['文件丙改', '文件甲']);
  await remove(source);

  feed.file = [
    ...[
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:x',
      'X-WR-CALNAME:试用老年大学',
      'BEGIN:VEVENT',
      'UID:u1',
      'SUMMARY:日历课',
    ],
    ...['DTSTART;TZID=Asia/Shanghai:20981205T090000', 'DTEND;TZID=Asia/Shanghai:20981205T110000', 'CATEGORIES:书法'],
    ...['RRULE:FREQ=DAILY', 'LOCATION:试用馆,文一路 1 号', 'GEO:30.27;120.12', 'END:VEVENT', 'END:VCALENDAR', ''],
  ].join('\r\n');
  const calendar = await run(await add('icalendar', '/file.ics'), 'preview');
  expect(calendar).toMatchObject({ state: 'previewed', counts: { rejected: 1 } });
});

test('another address has to be trusted again, or whoever administers could publish without review', async () => {
  const source = await trust(await add(), 'publish');
  const settings = { name: '试用来源', url: source.url, area: '330100', crs: 'WGS84', everyMinutes: 60 };
  const change = async (more: object, version: number) =>
    (await put(admin, at(source), { ...settings, ...more, version })).read(endpoints.changeSource);
  const renamed = await change({ name: '改名' }, source.version);
  expect(renamed.rule).toBe('publish');
  expect((await change({ url: `${feed.origin}/elsewhere` }, renamed.version)).rule).toBe('review');
  await remove(source);
});

test('who answers for another branch sees nothing of it, and nobody but who reviews there lets things in', async () => {
  const source = await add();
  const [neighbour, neighbours] = [await staff('unit_admin', sample.other), await staff('moderator', sample.other)];
  for (const visitor of [neighbour, neighbours]) {
    expect((await visitor.get('/api/sources')).read(endpoints.listSources).sources).toEqual([]);
    for (const path of ['', '/records', '/map', '/runs'])
      expect((await visitor.get(at(source, path))).status).toBe(404);
  }
  expect((await neighbour.post(at(source, '/preview'), {})).status).toBe(404);
  expect((await put(neighbours, at(source, '/rule'), { rule: 'publish', version: source.version })).status).toBe(404);
  expect((await put(admin, at(source, '/rule'), { rule: 'publish', version: source.version })).status).toBe(403);
  expect((await admin.post(at(source, '/records/decisions'), { decision: 'accept', records: null })).status).toBe(403);
  expect((await moderator.post(at(source, '/preview'), {})).status).toBe(403);
  const body = {
    ...{ name: '试', url: feed.origin, area: '330100', crs: 'WGS84', everyMinutes: 60 },
    ...{ institution: sample.college, kind: 'activity', format: 'rpde' },
  };
  expect((await neighbour.post('/api/sources', body)).status).toBe(404);
  expect((await admin.post('/api/sources', { ...body, area: '110000' })).status).toBe(400);
  expect(
    (await put(admin, at(source), { ...body, institution: undefined, kind: undefined, format: undefined, version: 9 }))
      .status,
  ).toBe(409);
});
