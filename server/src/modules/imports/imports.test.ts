import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { endpoints } from '../../contract.ts';
import type { Role } from '../../contract/access.ts';
import { toCsv } from '../../formats/csv.ts';
import { foundTown, type Town } from '../../testing/people.ts';
import { insertInstitution, insertPlace } from '../../testing/sample.ts';
import { Answered, type Visitor } from '../../testing/visitor.ts';
import type { Job, Parts } from '../../module.ts';
import { acceptRowsJob } from './accept-rows.ts';
import { releaseStuckJob } from './release-stuck.ts';
import type { Import } from './schema.ts';

let town: Town;
let sample: { college: number; school: number; other: number; place: number };
beforeAll(async () => {
  town = await foundTown();
  const college = await insertInstitution(town.owner, '试用老年大学', 'senior-university');
  const school = await insertInstitution(town.owner, '试用社区学校', 'township-school');
  const other = await insertInstitution(town.owner, '邻县社区学校', 'township-school');
  await town.owner.query("INSERT INTO institution_parents VALUES ($1, $2, '[2020-01-01,)')", [school, college]);
  sample = { college, school, other, place: await insertPlace(town.owner, '试用馆', '330106', 120.13, 30.26) };
});
afterAll(() => town.close());

async function staff(role: Role, institution = sample.college): Promise<Visitor> {
  const { visitor, me } = await town.arrive();
  await town.owner.query('INSERT INTO grants (account_id, role, institution_id) VALUES ($1, $2, $3)', [
    me.account,
    role,
    institution,
  ]);
  return visitor;
}

interface Sending {
  kind?: string;
  institution?: number;
  name?: string;
}
/** Sends a file as a browser does. */
async function send(
  visitor: Visitor,
  bytes: string | Uint8Array,
  { kind = 'activity', institution = sample.college, name = '活动.csv' }: Sending = {},
): Promise<Answered> {
  const query = new URLSearchParams({ kind, institution: String(institution), name, crs: 'WGS84' });
  const response = await fetch(`${town.server.url}/api/imports?${query}`, {
    method: 'POST',
    headers: {
      ...{ origin: town.server.url, 'idempotency-key': randomUUID(), 'content-type': 'text/csv' },
      ...(visitor.cookie && { cookie: visitor.cookie }),
    },
    body: bytes as BodyInit,
  });
  return new Answered(response, await response.text());
}
/** As it stands once no job is at it. */
async function settled(visitor: Visitor, { id }: Pick<Import, 'id'>): Promise<Import> {
  let now!: Import;
  await expect
    .poll(
      async () => {
        now = (await visitor.get(`/api/imports/${id}`)).read(endpoints.getImport);
        return now.progress;
      },
      { timeout: 20_000 },
    )
    .toBeNull();
  return now;
}
const read = async (visitor: Visitor, bytes: string | Uint8Array, sending?: Sending) =>
  settled(visitor, (await send(visitor, bytes, sending)).read(endpoints.beginImport));
async function act(visitor: Visitor, { id }: Pick<Import, 'id'>, what: 'acceptance' | 'undoing', body?: object) {
  const answer = await visitor.post(`/api/imports/${id}/${what}`, body ?? {});
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return settled(visitor, { id });
}
const rowsOf = async (visitor: Visitor, { id }: Pick<Import, 'id'>, query = '') =>
  (await visitor.get(`/api/imports/${id}/rows?limit=100${query}`)).read(endpoints.listImportedRows);

const HEADER = ['编号', '活动名称', '主办机构', '地点名称', '活动形式', '主题', '日期', '时间', '费用', '主讲'];
const line = (id: string, title: string, given: Record<string, string> = {}) => {
  const cells: Record<string, string> = {
    ...{ 编号: id, 活动名称: title, 主办机构: '试用社区学校', 地点名称: '试用馆', 活动形式: '讲座', 主题: '书法' },
    ...{ 日期: '2098-12-06；2098-12-13', 时间: '9:00-10:30', 费用: '免费', 主讲: '示例老师' },
    ...given,
  };
  return HEADER.map((name) => cells[name] ?? '');
};
const table = (...rows: string[][]) => toCsv([HEADER, ...rows]);

async function approveAll(moderator: Visitor): Promise<void> {
  const { rows } = (await moderator.get('/api/moderation?limit=100')).read(endpoints.getQueue);
  const verdicts = rows.map(({ revision, saved }) => ({ revision, saved, decision: 'approve', reason: null }));
  const answer = (await moderator.post('/api/moderation/decisions', { verdicts })).read(endpoints.decideMany);
  expect(answer.results.map(({ result, problem }) => problem?.title ?? result)).toEqual(verdicts.map(() => 'approved'));
}

test('a file is read, accepted in part, approved, read again, kept from what people wrote, and undone', async () => {
  const [educator, moderator] = [await staff('educator'), await staff('moderator')];
  const first = await read(
    educator,
    table(
      line('A1', '毛笔书法入门'),
      line('A2', '智能手机讲座'),
      line('A3', '日期不对', { 日期: '2098-13-45' }),
      line('A4', '别人的活动', { 主办机构: '邻县社区学校' }),
    ),
  );
  expect(first).toMatchObject({ state: 'checked', counts: { rows: 4, new: 2, changed: 0, same: 0, rejected: 2 } });
  const shown = await rowsOf(educator, first);
  expect(
    shown.rows.map(({ line, verdict, problems }) => [line, verdict, problems.map(({ message }) => message)]),
  ).toEqual([
    [2, 'new', []],
    [3, 'new', []],
    [4, 'rejected', ['不是日期，例：2026-12-05']],
    [5, 'rejected', [expect.stringContaining('没有由您发布的机构叫“邻县社区学校”')]],
  ]);
  expect(shown.rows[0]).toMatchObject({ title: '毛笔书法入门', institution: { id: sample.school }, before: null });
  expect(shown.places.map(({ id }) => id)).toEqual([sample.place]);
  const map = (await educator.get(`/api/imports/${first.id}/map?verdict=new`)).read(endpoints.getImportMap);
  expect(map).toMatchObject({ points: [{ line: 2, lngLat: [120.13, 30.26] }, { line: 3 }], unplaced: 0, leftOut: 0 });
  expect(await town.count('revisions')).toBe(0);

  // Some of it, then the rest.
  const some = await act(educator, first, 'acceptance', { lines: [2, 4] });
  expect(some).toMatchObject({
    state: 'done',
    outcomes: { waiting: 1 },
    leftToAccept: 1,
    may: ['accept', 'undo', 'mend'],
  });
  const all = await act(educator, first, 'acceptance', { lines: null });
  expect(all).toMatchObject({ state: 'done', outcomes: { waiting: 2 }, leftToAccept: 0 });
  expect(await town.lastActs(2)).toEqual(['pins.submit', 'imports.accept']);
  expect(await town.count('sessions', "way = 'import'")).toBe(0);
  await approveAll(moderator);
  const published = await rowsOf(educator, first, '&outcome=public');
  const [pin, phone] = published.rows.map((row) => row.pin!);
  expect((await moderator.get(`/api/activities/${pin}`)).read(endpoints.getActivity)).toMatchObject({
    title: '毛笔书法入门',
    lecturer: '示例老师',
    place: { id: sample.place },
  });

  // The rejected rows are mended and sent again, with the column of reasons in them.
  const mend = await fetch(`${town.server.url}/api/imports/${first.id}/mend.csv`, {
    headers: { cookie: educator.cookie! },
  });
  const text = (await mend.text()).replaceAll('邻县社区学校,', '试用社区学校,').replace('2098-13-45', '2098-12-20');
  expect(text).toContain('原因');
  expect(await read(educator, text)).toMatchObject({ counts: { rows: 2, new: 2, rejected: 0 } });

  // A person changes one field of it; the next file says another of that and of a second one.
  const edit = (
    await educator.post('/api/pins', { kind: 'activity', thing: pin, body: { lecturer: '另一位老师' } })
  ).read(endpoints.beginPin);
  await educator.post(`/api/pin-revisions/${edit.id}/submission`, { saved: edit.saved });
  await approveAll(moderator);
  const body = async () =>
    (await town.owner.query<{ body: string }>("SELECT read_thing('activity', $1)::text AS body", [pin])).rows[0]!.body;
  const before = await body();
  const again = await read(
    educator,
    table(
      line('A1', '毛笔书法提高', { 主讲: '第三位老师', 费用: '20元' }),
      line('A2', '智能手机讲座', { 日期: '2098-12-13；2098-12-06' }),
    ),
  );
  const { rows } = await rowsOf(educator, again);
  expect(rows.map(({ verdict, changed, kept }) => [verdict, changed, kept])).toEqual([
    ['changed', ['title', 'priceMin'], [{ field: 'lecturer', wanted: '第三位老师' }]],
    ['same', [], []],
  ]);
  expect(await act(educator, again, 'acceptance', { lines: null })).toMatchObject({ outcomes: { waiting: 1 } });
  await approveAll(moderator);
  expect((await educator.get(`/api/activities/${pin}`)).read(endpoints.getActivity)).toMatchObject({
    title: '毛笔书法提高',
    lecturer: '另一位老师',
  });

  // Undone, the earlier body comes back to the byte once it was reviewed.
  expect(await body()).not.toBe(before);
  expect(await act(educator, again, 'undoing')).toMatchObject({ state: 'undone', outcomes: { undone: 1, left: 0 } });
  await approveAll(moderator);
  expect(await body()).toBe(before);
  // What a person changed since is left; what nobody touched is withdrawn.
  expect(await act(educator, first, 'undoing')).toMatchObject({ state: 'undone', outcomes: { undone: 1, left: 1 } });
  const left = await rowsOf(educator, first, '&outcome=left');
  expect(left.rows.map(({ pin, reason }) => [pin, reason])).toEqual([[pin, '导入后有人改过，保持不变']]);
  expect((await educator.get(`/api/activities/${phone}`)).status).toBe(404);
  expect((await educator.get(`/api/activities/${pin}`)).status).toBe(200);
});

test('strangers, neighbours and residents find nothing; two at once are one', async () => {
  const [educator, neighbour] = [await staff('educator'), await staff('educator', sample.other)];
  const { visitor: resident } = await town.arrive();
  expect((await send(neighbour, table(line('B1', '甲')))).status).toBe(404);
  expect((await send(resident, table(line('B1', '甲')))).status).toBe(403);
  const both = await Promise.all([send(educator, table(line('B1', '甲'))), send(educator, table(line('B1', '甲')))]);
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  const mine = await settled(educator, both.find(({ status }) => status === 200)!.read(endpoints.beginImport));
  for (const path of ['', '/rows', '/map', '/mend.csv'])
    expect((await neighbour.get(`/api/imports/${mine.id}${path}`)).status).toBe(404);
  for (const what of ['acceptance', 'undoing', 'discarding'])
    expect(
      (await neighbour.post(`/api/imports/${mine.id}/${what}`, what === 'acceptance' ? { lines: null } : {})).status,
    ).toBe(404);
  expect((await neighbour.get('/api/imports')).read(endpoints.listImports).imports).toEqual([]);

  // A colleague sends the same file: what is on its way already is not brought twice.
  const colleague = await staff('educator');
  const theirs = await read(colleague, table(line('B1', '甲')));
  const accepted = await Promise.all([
    educator.post(`/api/imports/${mine.id}/acceptance`, { lines: null }),
    colleague.post(`/api/imports/${theirs.id}/acceptance`, { lines: null }),
  ]);
  expect(accepted.map(({ status }) => status)).toEqual([200, 200]);
  const [one, other] = [await settled(educator, mine), await settled(colleague, theirs)];
  expect([one.outcomes.waiting + other.outcomes.waiting, one.outcomes.refused + other.outcomes.refused]).toEqual([
    1, 1,
  ]);
  expect(await town.count('revisions', "body->>'title' = '甲'")).toBe(1);
});

test('columns are told apart by hand, remembered for the next file, and each kind comes in', async () => {
  const educator = await staff('educator');
  const strange = toCsv([
    ['叫什么', '网址', '类型', '哪个单位', '主题', '备注'],
    ['网上学书法', 'https://example.org/1', '视频', '试用社区学校', '书法', '五楼'],
  ]);
  const asked = await read(educator, strange, { kind: 'resource' });
  expect(asked).toMatchObject({ state: 'broken', asks: 'mapping', may: ['map', 'discard'] });
  expect(asked.sentence).toContain('缺少列');
  expect(asked.headers.map(({ name, key, examples }) => [name, key, examples[0]])[0]).toEqual([
    '叫什么',
    null,
    '网上学书法',
  ]);
  const mapping = ['title', 'url', 'medium', 'institution', 'topics', null];
  const answer = await educator.send('PUT', `/api/imports/${asked.id}/mapping`, { body: { mapping } });
  answer.read(endpoints.mapImport);
  const mapped = await settled(educator, asked);
  expect(mapped).toMatchObject({ state: 'checked', counts: { new: 1 }, isRemembered: false });
  const next = await read(educator, strange, { kind: 'resource' });
  expect(next).toMatchObject({ state: 'checked', counts: { new: 1 }, isRemembered: true });
  await educator.post(`/api/imports/${next.id}/discarding`, {});
  expect((await educator.get(`/api/imports/${next.id}`)).status).toBe(404);

  const templates = ['institution', 'place', 'activity', 'course', 'resource', 'credit_point'] as const;
  for (const kind of templates) {
    const template = await fetch(`${town.server.url}/api/import-templates/${kind}.csv`);
    const plain = await template.text();
    const named = kind === 'institution' ? plain : plain.replaceAll(/示例(?:社区学院|街道成人学校)/g, '试用社区学校');
    const text = named.replaceAll('2026-', '2097-');
    const done = await read(educator, text, { kind, name: `${kind}.csv` });
    const { rows } = await rowsOf(educator, done);
    const hard = rows.flatMap(({ problems }) => problems.filter(({ isWarning }) => !isWarning));
    expect([kind, done.sentence, hard]).toEqual([kind, null, []]);
    expect(done.counts.new + done.counts.changed + done.counts.same).toBeGreaterThan(0);
    const accepted = await act(educator, done, 'acceptance', { lines: null });
    expect([kind, accepted.outcomes.refused]).toEqual([kind, 0]);
    const workbook = await fetch(`${town.server.url}/api/import-templates/${kind}.xlsx`);
    const same = await read(educator, new Uint8Array(await workbook.arrayBuffer()), { kind, name: `${kind}.xlsx` });
    expect([kind, same.sentence, same.counts.rows]).toEqual([kind, null, 2]);
    expect(same.headers.filter(({ key }) => key === null)).toEqual([]);
  }
});

test('what is no table of people is refused with a sentence, and harms nobody', async () => {
  const educator = await staff('educator');
  const many = toCsv([HEADER, ...Array.from({ length: 20_001 }, (_, at) => line(`M${at}`, `第${at}`))]);
  const files: [string, string | Uint8Array, string][] = [
    ['many.csv', many, '超过 20000 行'],
    ['empty.csv', '', '无法读成表格'],
    ['old.xls', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 1, 2, 3]), 'Excel'],
    ['bomb.xlsx', Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(5000)]), 'Excel'],
    ['a.geojson', '{"type": "FeatureCollection", "features": 1}', ''],
  ];
  for (const [name, bytes, sentence] of files) {
    const broken = await read(educator, bytes, { name });
    expect([name, broken.state]).toEqual([name, 'broken']);
    expect(broken.sentence).toContain(sentence);
  }
  expect((await send(educator, table(line('X', 'x')), { name: 'x'.repeat(201) })).status).toBe(400);
  expect((await send(educator, Buffer.alloc(10_000_001, 65))).status).toBe(413);
  // What would be a formula elsewhere stays a text, here and in what comes back.
  const formula = await read(educator, table(line('F1', '=HYPERLINK("http://x")', { 日期: '=1+1' })));
  expect(formula.counts).toMatchObject({ rejected: 1 });
  const mend = await fetch(`${town.server.url}/api/imports/${formula.id}/mend.csv`, {
    headers: { cookie: educator.cookie! },
  });
  expect(await mend.text()).toContain(`"'=HYPERLINK(""http://x"")"`);
});

test('whoever may no more accepts no more, and goes on when they may again', async () => {
  const educator = await staff('educator');
  const { account } = (await educator.get('/api/me')).read(endpoints.getMe).me!;
  const found = await read(educator, table(line('G1', '子'), line('G2', '丑', { 主题: '舞蹈' })));
  await town.owner.query("UPDATE grants SET topics = '{dance}' WHERE account_id = $1", [account]);
  const some = await act(educator, found, 'acceptance', { lines: null });
  expect(some).toMatchObject({ state: 'done', outcomes: { waiting: 1, refused: 1 } });
  const { rows } = await rowsOf(educator, some, '&outcome=refused');
  expect(rows.map(({ title, reason }) => [title, reason])).toEqual([['子', '不在您可以发布的机构或主题范围内']]);
  await town.owner.query("UPDATE accounts SET state = 'suspended' WHERE id = $1", [account]);
  expect((await educator.get(`/api/imports/${found.id}`)).status).toBe(401);
  await town.owner.query('SELECT open_import_session($1, sha256($2))', [found.id, 'x']);
  expect(await town.count('sessions', `account_id = '${account}' AND way = 'import'`)).toBe(0);
});

test('killed between two steps and taken over by two at once, each row is submitted once', async () => {
  const educator = await staff('educator');
  const rows = Array.from({ length: 60 }, (_, at) => line(`K${at}`, `夜校第${at}班`));
  const found = await read(educator, table(...rows));
  await town.owner.query("UPDATE imports SET state = 'accepting' WHERE id = $1", [found.id]);
  await town.owner.query('UPDATE import_rows SET is_wanted = true WHERE import_id = $1', [found.id]);
  const run = (signal: AbortSignal) =>
    acceptRowsJob.run(
      { database: { pool: town.owner }, flags: [] } as unknown as Parts,
      { id: 1, payload: { import: found.id }, attempt: 1, now: new Date(), signal } as Partial<Job> as Job,
    );
  await expect(run(AbortSignal.abort(new Error('killed')))).rejects.toThrow('killed');
  const submitted = () => town.count('revisions', "state = 'submitted' AND body->>'title' LIKE '夜校第%'");
  expect(await submitted()).toBe(25);
  const { signal } = new AbortController();
  await Promise.all([run(signal), run(signal)]);
  expect(await settled(educator, found)).toMatchObject({ state: 'done', leftToAccept: 0 });
  expect(await submitted()).toBe(60);
  expect(await town.count('audit', `payload LIKE '%pins.submit%' AND payload LIKE '%${found.id}%'`)).toBe(60);

  // Whoever decides finds them together among all else that waits.
  const moderator = await staff('moderator');
  const queue = (await moderator.get(`/api/moderation?limit=1&sentWith=${found.id}`)).read(endpoints.getQueue);
  expect(queue).toMatchObject({ total: 60, rows: [{ sentWith: { id: found.id, count: 60 } }] });
  expect(queue.counts.all).toBeGreaterThanOrEqual(60);
  const elsewhere = (await moderator.get(`/api/moderation?sentWith=${randomUUID()}`)).read(endpoints.getQueue);
  expect(elsewhere.total).toBe(0);

  // Killed too often, nobody is at it any more: it holds up no other.
  await town.owner.query(
    "UPDATE imports SET state = 'accepting', changed_at = now() - interval '1 hour' WHERE id = $1",
    [found.id],
  );
  expect((await send(educator, table(line('Z', '又一班')))).status).toBe(409);
  await releaseStuckJob.run({ database: { pool: town.owner } } as unknown as Parts, {} as Job);
  expect(await read(educator, table(line('Z', '又一班')))).toMatchObject({ state: 'checked' });
  expect((await educator.get(`/api/imports/${found.id}`)).read(endpoints.getImport).may).toContain('undo');
});
