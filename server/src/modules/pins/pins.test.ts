import { afterAll, beforeAll, expect, test } from 'vitest';
import { endpoints } from '../../contract.ts';
import type { Role } from '../../contract/access.ts';
import { smallPhoto } from '../../testing/pictures.ts';
import { foundTown, type Town } from '../../testing/people.ts';
import { countInTiles } from '../../testing/learning-tiles.ts';
import { insertInstitution, insertPlace } from '../../testing/sample.ts';
import type { Visitor } from '../../testing/visitor.ts';

let town: Town;
let sample: { institution: number; school: number; place: number };
beforeAll(async () => {
  town = await foundTown();
  const institution = await insertInstitution(town.owner, '试用老年大学', 'senior-university');
  const school = await insertInstitution(town.owner, '试用社区学校', 'township-school');
  await town.owner.query("INSERT INTO institution_parents VALUES ($1, $2, '[2020-01-01,)')", [school, institution]);
  sample = { institution, school, place: await insertPlace(town.owner, '试用馆', '330106', 120.13, 30.26) };
});
afterAll(() => town.close());

/** Somebody with a role for the branch. */
async function staff(role: Role, institution = sample.institution): Promise<Visitor> {
  const { visitor, me } = await town.arrive();
  await town.owner.query('INSERT INTO grants (account_id, role, institution_id) VALUES ($1, $2, $3)', [
    me.account,
    role,
    institution,
  ]);
  return visitor;
}

const DAYS = ['2098-12-06', '2098-12-13', '2098-12-20'];
const calligraphy = () => ({
  title: '毛笔书法入门',
  topics: ['calligraphy'],
  format: 'lecture',
  mode: 'offline',
  place: { id: sample.place },
  series: {
    words: '每周六 9:00–10:30 到 12 月 20 日',
    rule: 'FREQ=WEEKLY;BYDAY=SA',
    times: [{ starts: '09:00', ends: '10:30' }],
    dates: DAYS,
  },
  priceMin: '0',
});
async function submitted(educator: Visitor, body: object = calligraphy()) {
  const begun = (await educator.post('/api/pins', { kind: 'activity', institution: sample.school, body })).read(
    endpoints.beginPin,
  );
  expect(begun.problems).toEqual([]);
  return (await educator.post(`/api/pin-revisions/${begun.id}/submission`, { saved: begun.saved })).read(
    endpoints.submitRevision,
  );
}
const decide = (moderator: Visitor, revision: { id: string; saved: number }, decision = 'approve') =>
  moderator.post(`/api/moderation/revisions/${revision.id}/decision`, {
    saved: revision.saved,
    decision,
    reason: decision === 'return' ? '请写明材料费' : null,
  });

test('what an educator writes is public once somebody else approved it, and gone once it is withdrawn', async () => {
  const [educator, moderator] = [await staff('educator'), await staff('moderator')];
  const revision = await submitted(educator);
  const address = `/api/activities/${revision.pin}`;
  expect((await moderator.get(address)).status).toBe(404);
  (await decide(moderator, revision)).read(endpoints.decideRevision);
  const shown = (await moderator.get(address)).read(endpoints.getActivity);
  expect([shown.title, shown.place?.id, shown.sessions.map(({ date }) => date), shown.price]).toEqual([
    '毛笔书法入门',
    sample.place,
    DAYS,
    { min: '0.00', max: '0.00' },
  ]);
  await expect
    .poll(async () => (await moderator.get(`/api/search?q=毛笔书法入门`)).read(endpoints.search).total)
    .toBe(1);

  const changed = (
    await educator.post('/api/pins', { kind: 'activity', thing: revision.pin, body: { title: '毛笔书法提高' } })
  ).read(endpoints.beginPin);
  expect(changed.base).toMatchObject({ title: '毛笔书法入门', topics: ['calligraphy'] });
  await educator.post(`/api/pin-revisions/${changed.id}/submission`, { saved: changed.saved });
  expect((await educator.get(address)).read(endpoints.getActivity).title).toBe('毛笔书法入门');
  expect((await educator.get(`/api/pins/${revision.pin}`)).read(endpoints.getPin).state).toBe('changed');
  (await decide(moderator, changed)).read(endpoints.decideRevision);
  expect((await educator.get(address)).read(endpoints.getActivity).title).toBe('毛笔书法提高');

  await educator.post(`/api/pins/${revision.pin}/status`, { status: 'cancelled', day: DAYS[1], note: '老师有事' });
  const sessions = (await educator.get(address)).read(endpoints.getActivity).sessions;
  expect(sessions.map(({ status, note }) => [status, note])).toEqual([
    ['scheduled', null],
    ['cancelled', '老师有事'],
    ['scheduled', null],
  ]);
  await educator.post(`/api/pins/${revision.pin}/status`, { status: 'postponed', note: '等场地修好' });
  const whole = (await educator.get(address)).read(endpoints.getActivity);
  expect([whole.status, whole.statusNote]).toEqual(['postponed', '等场地修好']);
  const left = (await educator.post(`/api/pins/${revision.pin}/withdrawal`, { reason: '不再开班' })).read(
    endpoints.withdrawPin,
  );
  expect(left.state).toBe('withdrawn');
  expect(left.history.map(({ what, by }) => `${what} ${by}`)).toEqual([
    'withdrawn me',
    'status me',
    'status me',
    'published moderator',
    'approved moderator',
    'submitted me',
    'begun me',
    'published moderator',
    'approved moderator',
    'submitted me',
    'begun me',
  ]);
  expect((await educator.get(address)).status).toBe(404);
  await expect.poll(async () => (await fetch(`${town.server.url}/activities/${revision.pin}`)).status).toBe(410);
  const copied = (
    await educator.post('/api/pins', { kind: 'activity', institution: sample.school, copyOf: revision.pin })
  ).read(endpoints.beginPin);
  expect(copied.body).toMatchObject({
    title: '毛笔书法提高',
    series: { words: '每周六 09:00–10:30', times: [{ starts: '09:00', ends: '10:30' }], dates: [] },
  });
  const elsewhere = await insertInstitution(town.owner, '别处社区学校', 'township-school');
  const stranger = await staff('educator', elsewhere);
  const taken = { kind: 'activity', institution: elsewhere, copyOf: revision.pin };
  expect((await stranger.post('/api/pins', taken)).status).toBe(404);
  const acts = await town.owner.query<{ action: string; actor: string }>(
    'SELECT action, actor FROM audit WHERE subject = $1 ORDER BY seq',
    [`activity:${revision.pin}`],
  );
  expect(acts.rows.map(({ action }) => action)).toEqual([
    ...['pins.begin', 'pins.submit', 'moderation.approve'],
    ...['pins.begin', 'pins.submit', 'moderation.approve'],
    ...['pins.status', 'pins.status', 'pins.withdrawn'],
  ]);
  expect(new Set(acts.rows.map(({ actor }) => actor)).size).toBe(2);
});

test('nobody decides on their own, on what was changed since, or twice', async () => {
  const [educator, moderator, other] = [await staff('educator'), await staff('moderator'), await staff('moderator')];
  const first = await submitted(educator);
  const answers = await Promise.all([decide(moderator, first), decide(other, first, 'return')]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);

  const second = await submitted(educator);
  await educator.post(`/api/pin-revisions/${second.id}/taking-back`, {});
  const saved = (
    await educator.send('PUT', `/api/pin-revisions/${second.id}`, {
      body: { saved: second.saved, body: { ...calligraphy(), title: '换了内容' } },
    })
  ).read(endpoints.saveRevision);
  await educator.post(`/api/pin-revisions/${second.id}/submission`, { saved: saved.saved });
  const late = await decide(moderator, second);
  expect([late.status, late.problem.reason]).toEqual([409, 'decided_already']);
});

test('photos come and go with the revision that shows them, and nobody shows those of others', async () => {
  const [educator, moderator, neighbour] = [await staff('educator'), await staff('moderator'), await staff('educator')];
  const sent = await fetch(`${town.server.url}/api/files?alt=${encodeURIComponent('练字')}`, {
    method: 'POST',
    body: new Uint8Array(await smallPhoto()),
    headers: {
      origin: town.server.url,
      cookie: educator.cookie!,
      'content-type': 'image/jpeg',
      'idempotency-key': crypto.randomUUID(),
    },
  });
  const { file, width, height } = endpoints.uploadFile.response.parse(await sent.json());
  const photos = [{ file, alt: '练字', width, height }];
  const stolen = await neighbour.post('/api/pins', { kind: 'activity', institution: sample.school, body: { photos } });
  expect([stolen.status, stolen.problem.errors?.[0]?.field]).toEqual([400, 'body.photos.0.file']);

  const revision = await submitted(educator, { ...calligraphy(), photos });
  const decided = (await decide(moderator, revision)).read(endpoints.decideRevision);
  const address = `/api/activities/${revision.pin}`;
  expect((await educator.get(address)).read(endpoints.getActivity).photos.map(({ alt }) => alt)).toEqual(['练字']);
  const undo = `/api/moderation/decisions/${decided.decision}/undoing`;
  expect([(await neighbour.post(undo, {})).status, (await moderator.post(undo, {})).status]).toEqual([403, 200]);
  expect((await educator.get(address)).status).toBe(404);
  expect((await educator.get(`/api/pins/${revision.pin}`)).read(endpoints.getPin).state).toBe('submitted');
  // What they wrote is told to them whole.
  expect(JSON.stringify((await educator.get('/api/me/data')).read(endpoints.getOwnData))).toContain('毛笔书法入门');
});

test('every offering of a course is a row: kept, changed, added and taken away by itself', async () => {
  const [educator, moderator] = [await staff('educator'), await staff('moderator')];
  const other = await insertInstitution(town.owner, '别处学校', 'township-school');
  const course = {
    title: '电工中级',
    topics: ['calligraphy'],
    level: 'skills',
    offerings: [
      { mode: 'offline', place: { id: sample.place }, startsOn: '2098-03-01', endsOn: '2098-02-01' },
      { mode: 'online', heldBy: sample.institution, timetable: '周二晚', colour: 'red' },
    ],
  };
  const unknown = await educator.post('/api/pins', { kind: 'course', institution: sample.school, body: course });
  expect(unknown.problem.errors?.map(({ field }) => field)).toEqual(['body.offerings.1.colour']);
  delete course.offerings[1]!.colour;
  const begun = (await educator.post('/api/pins', { kind: 'course', institution: sample.school, body: course })).read(
    endpoints.beginPin,
  );
  expect(begun.problems.map(({ field }) => field)).toEqual(['/offerings/0/endsOn']);
  expect(begun.things.map(({ id, title }) => [id, title])).toEqual([[sample.institution, '试用老年大学']]);
  const save = async (revision: { id: string; saved: number }, offerings: object[]) =>
    (
      await educator.send('PUT', `/api/pin-revisions/${revision.id}`, {
        body: { saved: revision.saved, body: { ...course, offerings } },
      })
    ).read(endpoints.saveRevision);
  const [first, second] = [{ ...course.offerings[0]!, endsOn: '2098-06-01' }, course.offerings[1]!];
  const foreign = await save(begun, [first, { ...second, heldBy: other }]);
  expect(foreign.problems.map(({ field }) => field)).toEqual(['/offerings/1/heldBy']);
  const whole = await save(foreign, [first, second]);
  expect(whole.problems).toEqual([]);
  const publish = async (revision: { id: string; saved: number }) => {
    (await educator.post(`/api/pin-revisions/${revision.id}/submission`, { saved: revision.saved })).read(
      endpoints.submitRevision,
    );
    const queue = (await moderator.get('/api/moderation?kind=course')).read(endpoints.getQueue).rows;
    expect(queue.find(({ pin }) => pin === begun.pin)?.lngLat).toEqual([120.13, 30.26]);
    (await decide(moderator, revision)).read(endpoints.decideRevision);
    return (await educator.get(`/api/courses/${begun.pin}`)).read(endpoints.getCourse).offerings;
  };
  const made = await publish(whole);
  expect(made.map(({ mode, institution, place }) => [mode, institution.id, place?.id])).toEqual([
    ['offline', sample.school, sample.place],
    ['online', sample.institution, undefined],
  ]);
  await town.owner.query('UPDATE course_offerings SET capacity = 9, seats_left = 4 WHERE id = $1', [made[0]!.id]);

  const changed = (await educator.post('/api/pins', { kind: 'course', thing: begun.pin })).read(endpoints.beginPin);
  const [kept] = changed.body['offerings'] as object[];
  const next = await publish(await save(changed, [{ mode: 'online' }, { ...kept, timetable: '每天' }]));
  expect(next.map(({ id, timetable, seats }) => [id === made[0]!.id, timetable, seats.left])).toEqual([
    [true, '每天', 4],
    [false, null, null],
  ]);
  const copy = (
    await educator.post('/api/pins', { kind: 'course', institution: sample.school, copyOf: begun.pin })
  ).read(endpoints.beginPin);
  expect(copy.body['offerings']).toMatchObject([{ timetable: '每天' }, { mode: 'online' }]);
  expect(JSON.stringify(copy.body)).not.toMatch(/"id":(?!\d+\})|startsOn/);
});

test('what is approved for a day waits for it, and its author says another one, or now', async () => {
  const [educator, moderator] = [await staff('educator'), await staff('moderator')];
  const begun = (
    await educator.post('/api/pins', { kind: 'activity', institution: sample.school, body: calligraphy() })
  ).read(endpoints.beginPin);
  const submit = (publishAt: string) =>
    educator.post(`/api/pin-revisions/${begun.id}/submission`, { saved: begun.saved, publishAt });
  for (const refused of ['2020-01-01T09:00:00+08:00', '2098-12-20T09:00:01+08:00'])
    expect((await submit(refused)).problem.errors?.map(({ field }) => field)).toEqual(['publishAt']);
  const at = '2098-12-20T09:00:00+08:00';
  expect((await submit(at)).read(endpoints.submitRevision).publishAt).toBe(at);
  (await decide(moderator, begun)).read(endpoints.decideRevision);
  const listed = async () => (await educator.get('/api/pins?mine=true&state=scheduled')).read(endpoints.listPins).pins;
  expect((await listed()).map(({ pin, state, publishAt }) => [pin, state, publishAt])).toEqual([
    [begun.pin, 'scheduled', at],
  ]);
  expect((await educator.get(`/api/activities/${begun.pin}`)).status).toBe(404);
  const change = (by: Visitor, publishAt: string | null) =>
    by.send('PUT', `/api/pin-revisions/${begun.id}/publication`, { body: { saved: begun.saved, publishAt } });
  expect((await change(educator, '2020-01-01T09:00:00+08:00')).status).toBe(400);
  expect((await change(moderator, null)).status).toBe(403);
  const earlier = (await change(educator, '2098-12-01T09:00:00+08:00')).read(endpoints.rescheduleRevision);
  expect([earlier.state, earlier.publishAt]).toEqual(['approved', '2098-12-01T09:00:00+08:00']);
  const now = (await change(educator, null)).read(endpoints.rescheduleRevision);
  expect([now.state, await listed()]).toEqual(['published', []]);
  expect((await educator.get(`/api/activities/${begun.pin}`)).read(endpoints.getActivity).title).toBe('毛笔书法入门');
});

test('what is published, and what is withdrawn, is seen everywhere at once', async () => {
  const [educator, moderator] = [await staff('educator'), await staff('moderator')];
  const title = '安山岩临帖';
  const revision = await submitted(educator, { ...calligraphy(), title });
  const { pin } = revision;
  const { url } = town.server;
  const text = async (path: string) => {
    const response = await fetch(url + path);
    return response.ok ? response.text() : String(response.status);
  };
  const q = `q=${encodeURIComponent(title)}`;
  const sinks: Record<string, () => Promise<boolean>> = {
    tiles: async () => (await countInTiles(url, 12, `?${q}`, [120.12, 30.25, 120.14, 30.27])) === 1,
    list: async () => (await text(`/api/search?${q}`)).includes(`"id":${pin},`),
    details: async () => (await text(`/api/activities/${pin}`)).includes(title),
    calendar: async () => (await text(`/api/activities/${pin}/calendar.ics`)).includes(title),
    find: async () => (await text(`/find?${q}`)).includes(`/activities/${pin}`),
    page: async () => (await text(`/activities/${pin}`)).includes(title),
    sitemap: async () => (await text('/sitemap/recent.xml')).includes(`/activities/${pin}<`),
  };
  const all = async () => {
    const answers = Object.entries(sinks).map(async ([name, shown]): Promise<[string, boolean]> => [
      name,
      await shown(),
    ]);
    return Object.fromEntries(await Promise.all(answers));
  };
  const everywhere = (shown: boolean) => Object.fromEntries(Object.keys(sinks).map((name) => [name, shown]));
  const seconds = async (shown: boolean) => {
    const began = performance.now();
    await expect.poll(all, { interval: 5, timeout: 10_000 }).toEqual(everywhere(shown));
    return Math.round(performance.now() - began);
  };

  expect(await all()).toEqual(everywhere(false));
  await decide(moderator, revision);
  const published = await seconds(true);
  await educator.post(`/api/pins/${pin}/withdrawal`, { reason: '不再开班' });
  console.log(`published everywhere after ${published} ms, withdrawn after ${await seconds(false)} ms`);
  expect(await text(`/activities/${pin}`)).toBe('410');
});
