import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { endpoints } from '../../contract.ts';
import type { Role } from '../../contract/access.ts';
import { foundTown, type Town } from '../../testing/people.ts';
import { insertActivity, insertInstitution, insertPlace } from '../../testing/sample.ts';
import { insertSignedIn } from '../../testing/signed-in.ts';
import type { Visitor } from '../../testing/visitor.ts';

let town: Town;
let branch: { top: number; school: number; elsewhere: number; place: number };
beforeAll(async () => {
  town = await foundTown();
  const top = await insertInstitution(town.owner, '试用老年大学', 'senior-university');
  const school = await insertInstitution(town.owner, '试用社区学校', 'township-school');
  const elsewhere = await insertInstitution(town.owner, '别处社区学校', 'township-school');
  await town.owner.query("INSERT INTO institution_parents VALUES ($1, $2, '[2020-01-01,)')", [school, top]);
  await town.owner.query("UPDATE institutions SET division = '330106' WHERE id = ANY ($1)", [[top, school]]);
  const place = await insertPlace(town.owner, '试用馆', '330106', 120.13, 30.26);
  branch = { top, school, elsewhere, place };
});
afterAll(() => town.close());

async function staff(
  role: Role,
  institution = branch.top,
  { topics = [], division = null }: { topics?: string[]; division?: string | null } = {},
): Promise<Visitor> {
  const { visitor, me } = await town.arrive();
  await town.owner.query(
    'INSERT INTO grants (account_id, role, institution_id, topics, division) VALUES ($1, $2, $3, $4, $5)',
    [me.account, role, institution, topics, division],
  );
  return visitor;
}

const activity = (change: object = {}) => ({
  title: '毛笔书法入门',
  topics: ['calligraphy'],
  format: 'lecture',
  mode: 'offline',
  place: { id: branch.place },
  series: {
    words: '',
    rule: null,
    times: [{ starts: '09:00', ends: '10:30' }],
    dates: ['2098-12-06'],
  },
  ...change,
});
async function submit(educator: Visitor, change: object = {}, institution = branch.school) {
  const begun = (await educator.post('/api/pins', { kind: 'activity', institution, body: activity(change) })).read(
    endpoints.beginPin,
  );
  expect(begun.problems).toEqual([]);
  const sent = await educator.post(`/api/pin-revisions/${begun.id}/submission`, { saved: begun.saved });
  return sent.read(endpoints.submitRevision);
}
const queueOf = async (visitor: Visitor, query = '') =>
  (await visitor.get(`/api/moderation?limit=100${query}`)).read(endpoints.getQueue);
const titlesOf = async (visitor: Visitor, query = '') => (await queueOf(visitor, query)).rows.map(({ title }) => title);
const decide = (moderator: Visitor, { id, saved }: { id: string; saved: number }, reason: string | null = null) =>
  moderator.post(`/api/moderation/revisions/${id}/decision`, {
    ...{ saved, decision: reason === null ? 'approve' : 'return', reason },
  });
const look = async (moderator: Visitor, { id }: { id: string }) =>
  (await moderator.get(`/api/moderation/revisions/${id}`)).read(endpoints.getQueuedRevision);
async function report(thing: number, text = '门牌换了') {
  const sent = await town.owner.query<{ id: number }>(
    `INSERT INTO reports (client_key, kind, thing_id, thing_title, thing_revision, thing_updated_at, reason, body, contact, lang)
     VALUES ($1, 'activity', $2, '国画班', 1, now(), 'moved', $3, 'a@example.org', 'zh-CN') RETURNING id::int AS id`,
    [randomUUID(), thing, text],
  );
  return sent.rows[0]!.id;
}
/** What was in the queue before does not count. */
async function empty() {
  await town.owner.query("UPDATE revisions SET state = 'draft' WHERE state = 'submitted'");
  await town.owner.query('DELETE FROM reports');
}

test('a moderator sees what is theirs by branch, area and topic, and of the rest nothing, not even a count', async () => {
  await empty();
  const [educator, stranger] = [await staff('educator'), await staff('educator', branch.elsewhere)];
  const first = await submit(educator, { title: '书法' });
  const second = await submit(educator, { title: '舞蹈', topics: ['dance'] });
  const hidden = await submit(stranger, { title: '别处' }, branch.elsewhere);
  const activities = await Promise.all(
    [branch.school, branch.elsewhere].map((institution) =>
      insertActivity(town.owner, { title: '国画班', institution, place: branch.place, topics: ['dance'] }),
    ),
  );
  const reports = [await report(activities[0]!), await report(activities[1]!)];

  const [whole, topic, area, foreign] = [
    await staff('moderator'),
    await staff('moderator', branch.top, { topics: ['calligraphy'] }),
    await staff('moderator', branch.top, { division: '330102' }),
    await staff('moderator', branch.elsewhere),
  ];
  expect(await titlesOf(whole)).toEqual(['书法', '舞蹈', '国画班']);
  expect(await titlesOf(topic)).toEqual(['书法']);
  expect(await titlesOf(area)).toEqual([]);
  expect(await titlesOf(foreign)).toEqual(['别处', '国画班']);
  expect((await queueOf(topic, '&topic=dance')).total).toBe(0);
  expect((await queueOf(topic)).counts).toEqual({ all: 1, reports: 0, overdue: 0, flags: { new_account: 1 } });
  expect((await queueOf(whole)).counts).toEqual({ all: 3, reports: 1, overdue: 0, flags: { new_account: 2 } });

  for (const [visitor, revision, status] of [
    ...([
      [whole, first, 200],
      [topic, first, 200],
      [topic, second, 404],
      [area, first, 404],
    ] as const),
    ...([
      [foreign, first, 404],
      [whole, hidden, 404],
      [educator, first, 403],
    ] as const),
  ])
    expect((await visitor.get(`/api/moderation/revisions/${revision.id}`)).status).toBe(status);
  const at = (n: number) => `/api/moderation/reports/${reports[n]}`;
  for (const [visitor, n, status] of [
    [whole, 0, 200],
    [topic, 0, 404],
    [whole, 1, 404],
    [foreign, 1, 200],
  ] as const)
    expect((await visitor.get(at(n))).status).toBe(status);
  for (const [visitor, revision] of [
    [topic, second],
    [area, first],
    [foreign, first],
  ] as const)
    expect((await decide(visitor, revision)).status).toBe(404);
  expect((await topic.post(`${at(0)}/closing`, { outcome: 'spam' })).status).toBe(404);

  const map = (await whole.get('/api/moderation/map')).read(endpoints.getQueueMap);
  expect(map.points.map(({ title, lngLat }) => [title, lngLat])).toEqual([
    ['书法', [120.13, 30.26]],
    ['舞蹈', [120.13, 30.26]],
    ['国画班', [120.13, 30.26]],
  ]);
  expect([map.unplaced, map.leftOut]).toEqual([0, 0]);
});

test('who decides about some topics reads of the branch what the queue shows them, over HTTP and by SQL', async () => {
  await empty();
  const [educator, colleague] = [await staff('educator'), await staff('educator')];
  const mine = await submit(educator, { title: '书法' });
  const hidden = await submit(educator, { title: '舞蹈', topics: ['dance'] });
  const both = await submit(educator, { title: '都有', topics: ['dance', 'calligraphy'] });
  const topic = await staff('moderator', branch.top, { topics: ['calligraphy'] });
  const elsewhere = await staff('moderator', branch.elsewhere);
  const whole = await staff('moderator');
  const read = async (visitor: Visitor, { id, pin }: { id: string; pin: number }) =>
    Promise.all(
      [`/api/pin-revisions/${id}`, `/api/pins/${pin}`, `/api/moderation/revisions/${id}`].map(
        async (address) => (await visitor.get(address)).status,
      ),
    );
  const forTopic = await insertSignedIn(town.owner);
  await town.owner.query(
    "INSERT INTO grants (account_id, role, institution_id, topics) VALUES ($1, 'moderator', $2, '{calligraphy}')",
    [forTopic.account, branch.top],
  );
  /** Rows of each table that the application role finds of the pin. */
  const bySql = async (pin: number) => {
    const client = await town.owner.connect();
    try {
      await client.query('BEGIN');
      await client.query("SELECT set_config('app.proof', $1, true)", [forTopic.proof]);
      await client.query('SET LOCAL ROLE zlm_app');
      const { rows } = await client.query<{ found: number[] }>(
        `SELECT ARRAY[(SELECT count(*) FROM pins WHERE id = $1), (SELECT count(*) FROM revisions WHERE pin_id = $1),
          (SELECT count(*) FROM decisions d JOIN revisions r ON r.id = d.revision_id WHERE r.pin_id = $1),
          (SELECT count(*) FROM pin_events WHERE pin_id = $1), (SELECT count(*) FROM pin_rights($1))]::int[] AS found`,
        [pin],
      );
      return rows[0]!.found;
    } finally {
      await client.query('ROLLBACK');
      client.release();
    }
  };
  expect(await read(topic, mine)).toEqual([200, 200, 200]);
  expect(await read(topic, both)).toEqual([200, 200, 200]);
  expect(await read(topic, hidden)).toEqual([404, 404, 404]);
  expect(await read(whole, hidden)).toEqual([200, 200, 200]);
  expect(await read(elsewhere, hidden)).toEqual([404, 404, 404]);
  expect(await read(colleague, hidden)).toEqual([200, 200, 403]);
  expect(await bySql(mine.pin)).toEqual([1, 1, 0, 2, 1]);
  expect(await bySql(hidden.pin)).toEqual([0, 0, 0, 0, 0]);

  // Once it is public the thing is everybody's; its revisions and what was said of them are not.
  await decide(whole, hidden, '请写明材料费');
  expect(await read(topic, hidden)).toEqual([404, 404, 404]);
  const sent = await educator.post(`/api/pin-revisions/${hidden.id}/submission`, { saved: hidden.saved });
  expect(sent.status).toBe(200);
  await decide(whole, hidden);
  expect(await read(topic, hidden)).toEqual([404, 200, 404]);
  expect(await bySql(hidden.pin)).toEqual([1, 0, 0, 0, 1]);
  // And it is not theirs to end.
  expect((await topic.get(`/api/pins/${hidden.pin}`)).read(endpoints.getPin).may).toEqual([]);
  for (const end of ['withdrawal', 'archiving'])
    expect((await topic.post(`/api/pins/${hidden.pin}/${end}`, { reason: '不再开班' })).status, end).toBe(404);
  expect((await whole.post(`/api/pins/${hidden.pin}/withdrawal`, { reason: '不再开班' })).status).toBe(200);
});

test('filters narrow the queue, a page goes on where the one before ended, and what waits too long is said', async () => {
  await empty();
  const educator = await staff('educator');
  const moderator = await staff('moderator');
  for (const [title, change] of [
    ['一', {}],
    ['二', { topics: ['dance'] }],
    ['三', { mode: 'online', place: undefined }],
  ] as const)
    await submit(educator, { title, ...change });
  await town.owner.query(
    `UPDATE revisions SET submitted_at = now() - interval '9 days' WHERE body->>'title' = '三' AND state = 'submitted'`,
  );
  expect(await titlesOf(moderator)).toEqual(['三', '一', '二']);
  expect(await titlesOf(moderator, '&overdue=true')).toEqual(['三']);
  const { rows } = await town.owner.query<{ parent: string }>("SELECT parent FROM terms WHERE code = 'calligraphy'");
  expect(await titlesOf(moderator, `&topic=${rows[0]!.parent}`)).toEqual(['三', '一', '二']);
  expect(await titlesOf(moderator, '&topic=dance')).toEqual(['二']);
  expect(await titlesOf(moderator, '&division=330100')).toEqual(['三', '一', '二']);
  expect(await titlesOf(moderator, '&division=330102')).toEqual([]);
  expect(await titlesOf(moderator, '&kind=course')).toEqual([]);
  // Each count is what choosing it shows.
  for (const within of ['', '&topic=dance', '&kind=activity&division=330106', '&kind=course']) {
    const { total, counts } = await queueOf(moderator, within);
    const totalOf = async (query: string) => (await queueOf(moderator, within + query)).total;
    expect([counts.all, counts.reports, counts.overdue, counts.flags.new_account ?? 0]).toEqual([
      total,
      await totalOf('&what=reports'),
      await totalOf('&overdue=true'),
      await totalOf('&flag=new_account'),
    ]);
    expect((await queueOf(moderator, `${within}&overdue=true`)).counts).toEqual(counts);
  }
  expect(await titlesOf(moderator, '&what=reports')).toEqual([]);
  expect(await titlesOf(moderator, '&flag=new_account')).toHaveLength(3);
  const shown: string[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const at: string = cursor === '' ? '' : `&cursor=${cursor}`;
    const page = (await moderator.get(`/api/moderation?limit=1${at}`)).read(endpoints.getQueue);
    shown.push(...page.rows.map(({ title }) => title));
    cursor = page.next;
    expect(page.total).toBe(3);
  }
  expect(shown).toEqual(['三', '一', '二']);
});

test('what is submitted is flagged for its words, its reports and its place, and the page says which words', async () => {
  await empty();
  const [educator, moderator] = [await staff('educator'), await staff('moderator')];
  const away = await insertPlace(town.owner, '远处', '330102', 120.17, 30.24);
  const sent = await submit(educator, { description: '报名请加 微 信，穩賺不賠', place: { id: away } });
  expect(sent.flags).toEqual(['new_account', 'outside_area', 'words']);
  const shown = await look(moderator, sent);
  expect(shown.words.map(({ said, field }) => [said, field])).toEqual([
    ['穩賺不賠', 'description'],
    ['穩賺', 'description'],
    ['加 微 信', 'description'],
  ]);
  expect(shown).toMatchObject({
    state: 'submitted',
    base: null,
    mayDecide: true,
    isOwn: false,
    author: { published: 0 },
  });
  await decide(moderator, sent);
  const twin = await submit(await staff('educator'), { place: { id: away } });
  expect(twin.flags).toContain('duplicate');
  expect((await look(moderator, twin)).duplicates).toMatchObject([{ id: sent.pin, metres: 0 }]);
  for (let n = 0; n < 3; n++) await report(sent.pin);
  const changed = (
    await educator.post('/api/pins', { kind: 'activity', thing: sent.pin, body: { title: '改过', description: '' } })
  ).read(endpoints.beginPin);
  const again = await educator.post(`/api/pin-revisions/${changed.id}/submission`, { saved: changed.saved });
  expect(again.read(endpoints.submitRevision).flags).toEqual(['outside_area', 'reports']);
  expect((await look(moderator, changed)).author?.published).toBe(1);
});

test('of two moderators the second is told 409 and then sees what the first decided; a second opinion is for the second', async () => {
  await empty();
  const [educator, first, second] = [await staff('educator'), await staff('moderator'), await staff('moderator')];
  const sent = await submit(educator);
  expect((await decide(first, sent, '请写明材料费')).status).toBe(200);
  const late = await decide(second, sent);
  expect([late.status, late.problem.reason]).toEqual([409, 'decided_already']);
  const seen = await look(second, sent);
  expect([seen.state, seen.mayDecide, seen.decisions[0]]).toMatchObject([
    'returned',
    false,
    { decision: 'return', reason: '请写明材料费', isMine: false },
  ]);

  const ask = () => educator.post(`/api/pin-revisions/${sent.id}/second-opinion`, { reason: '材料费写在介绍里' });
  expect((await ask()).status).toBe(200);
  expect((await queueOf(first)).rows[0]).toMatchObject({
    mayDecide: false,
    flags: ['new_account', 'second_opinion'],
  });
  expect((await decide(first, sent)).status).toBe(403);
  const many = await first.post('/api/moderation/decisions', {
    verdicts: [{ revision: sent.id, saved: sent.saved, decision: 'approve' }],
  });
  expect(many.read(endpoints.decideMany).results[0]?.problem?.reason).toBe('own_work');
  expect((await queueOf(second)).rows[0]).toMatchObject({ mayDecide: true });
  expect((await decide(second, sent)).status).toBe(200);
  expect((await ask()).status).toBe(409);
});

test('reports of mistakes are closed once, with what came of them, in the record', async () => {
  await empty();
  const moderator = await staff('moderator');
  const other = await staff('moderator');
  const thing = await insertActivity(town.owner, { title: '国画班', institution: branch.school, place: branch.place });
  const number = await report(thing, '已经搬走');
  const at = `/api/moderation/reports/${number}`;
  const shown = (await moderator.get(at)).read(endpoints.getQueuedReport);
  expect(shown).toMatchObject({
    body: '已经搬走',
    hasContact: true,
    closedAt: null,
    isPublic: true,
    changedSince: false,
  });
  expect(JSON.stringify(shown)).not.toContain('a@example.org');
  await town.owner.query('UPDATE activities SET revision = 2 WHERE id = $1', [thing]);
  const closed = (await moderator.post(`${at}/closing`, { outcome: 'mended' })).read(endpoints.closeReport);
  expect(closed).toMatchObject({ outcome: 'mended', changedSince: true });
  expect((await other.post(`${at}/closing`, { outcome: 'spam' })).status).toBe(409);
  expect((await other.get(at)).read(endpoints.getQueuedReport).outcome).toBe('mended');
  expect(await town.lastActs(1)).toEqual(['moderation.close_report']);
  expect(await titlesOf(moderator)).toEqual([]);
});
