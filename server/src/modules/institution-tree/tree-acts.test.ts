import type pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { endpoints } from '../../contract.ts';
import { startTestServer, type TestServer } from '../../testing/running.ts';
import { insertActivity, insertInstitution } from '../../testing/sample.ts';
import { Visitor } from '../../testing/visitor.ts';
import { getActivity } from '../activities/schema.ts';
import { search } from '../search/schema.ts';
import { doTreeAct, findAlike, listDuplicates, listTreeActs, planTreeAct } from './schema.ts';

let server: TestServer;
let owner: pg.Pool;
let mine: number;
let other: number;
let school: number;
let admin: Visitor;
let resident: Visitor;

beforeAll(async () => {
  server = await startTestServer({ scale: 0, settings: { DEMO_ACCOUNTS: '1' } });
  owner = await server.openWriter();
  [mine, other, school] = [
    await insertInstitution(owner, '我区学院', 'senior-university'),
    await insertInstitution(owner, '邻区学院', 'senior-university'),
    await insertInstitution(owner, '青石学校', 'senior-university'),
  ];
  await owner.query(`INSERT INTO institution_parents VALUES ($1, $2, '[2020-01-01,)')`, [school, mine]);
  [admin, resident] = [new Visitor(server), new Visitor(server)];
  await resident.signIn('13900000001');
  const { me } = (await admin.signIn('13900000002')).read(endpoints.signInWithCode);
  const grant = 'INSERT INTO grants (account_id, role, institution_id) VALUES ($1, $2, $3)';
  await owner.query(grant, [me!.account, 'unit_admin', mine]);
});
afterAll(async () => {
  await owner.end();
  await server.close();
});

const rename = (institution: number, name: string) => ({ kind: 'rename', asOf: '2026-01-01', institution, name });
const move = (parent: number | null) => ({ kind: 'move', asOf: '2026-01-01', institution: school, parent });
async function change(act: object, visitor = admin) {
  const plan = await visitor.post('/api/tree-acts/plan', act);
  if (plan.status !== 200) return plan;
  const { declared } = plan.read(planTreeAct);
  return visitor.post('/api/tree-acts', { act, reason: '撤并调整', declared });
}

test('who has no such role is refused, and a guest is asked to sign in', async () => {
  for (const path of ['/api/tree-acts/plan', '/api/tree-acts']) {
    expect((await new Visitor(server).post(path, rename(school, '新'))).status).toBe(401);
    expect((await resident.post(path, rename(school, '新'))).status).toBe(403);
  }
});

test('a change needs both the branch it leaves and the one it enters', async () => {
  expect((await change(rename(other, '改名'))).status).toBe(403);
  expect((await change(move(other))).status).toBe(403);
  expect((await change(move(null))).status).toBe(403);
  expect((await change({ kind: 'merge', asOf: '2026-01-01', institutions: [other], into: school })).status).toBe(403);
});

test('a change is done, listed, and undone; the record says who', async () => {
  const done = (await change(rename(school, '青石新校'))).read(doTreeAct);
  const name = async () =>
    (await owner.query<{ name: string }>('SELECT name FROM public_institutions WHERE id = $1', [school])).rows[0];
  expect(await name()).toEqual({ name: '青石新校' });
  const { acts } = (await admin.get(`/api/tree-acts?of=${school}`)).read(listTreeActs);
  expect(acts).toMatchObject([{ id: done.id, state: 'done', reason: '撤并调整', act: rename(school, '青石新校') }]);
  const colleague = new Visitor(server);
  const { me } = (await colleague.signIn('13900000003')).read(endpoints.signInWithCode);
  await owner.query('INSERT INTO grants (account_id, role, institution_id) VALUES ($1, $2, $3)', [
    ...[me!.account, 'unit_admin', mine],
  ]);
  const reason = async (visitor: Visitor) =>
    (await visitor.get(`/api/tree-acts?of=${school}`)).read(listTreeActs).acts[0]!.reason;
  expect(await reason(colleague)).toBe('撤并调整');
  expect(JSON.stringify((await admin.get('/api/me/data')).body)).toContain('撤并调整');
  const { rows: stored } = await owner.query<{ text: string }>('SELECT tree_acts::text AS text FROM tree_acts');
  expect(stored.some(({ text }) => text.includes('撤并调整'))).toBe(false);
  expect((await resident.post(`/api/tree-acts/${done.id}/undo`, {})).status).toBe(403);
  expect((await admin.post(`/api/tree-acts/${done.id}/undo`, {})).status).toBe(200);
  expect(await name()).toEqual({ name: '青石学校' });
  expect((await admin.post(`/api/tree-acts/${done.id}/undo`, {})).status).toBe(409);
  // With the account that wrote it its key goes.
  await owner.query('DELETE FROM record_keys');
  expect(await reason(colleague)).toBeNull();
  await owner.query('DELETE FROM grants WHERE account_id = $1', [me!.account]);
});

test('a difference that was not declared is refused by its reason', async () => {
  const act = {
    kind: 'open',
    asOf: '2026-01-01',
    opens: { name: '新办', type: 'senior-university', level: 'none', division: null, parent: mine },
  };
  const { difference, institutions, moved } = (await admin.post('/api/tree-acts/plan', act)).read(planTreeAct);
  expect(institutions).toEqual([{ id: mine, name: '我区学院' }]);
  expect(moved).toEqual({ institutions: 0, things: 0 });
  expect(difference).toMatchObject([{ institution: mine, role: 'unit_admin', gains: [0], loses: [] }]);
  const refused = await admin.post('/api/tree-acts', { act, reason: '新办', declared: '0'.repeat(64) });
  expect([refused.status, refused.problem.reason]).toEqual([409, 'difference']);
  const opened = (await change(act)).read(doTreeAct);
  expect((await admin.post(`/api/tree-acts/${opened.id}/undo`, {})).status).toBe(200);
});

test('what may be there twice is shown to who reviews it, until it is said not to be', async () => {
  const twin = await insertInstitution(owner, '青石 学校', 'senior-university');
  await owner.query(`INSERT INTO institution_parents VALUES ($1, $2, '[2020-01-01,)')`, [twin, mine]);
  await owner.query(`UPDATE institutions SET phone = '0571-55501234' WHERE id = ANY ($1)`, [[school, twin]]);
  const pairs = async () => (await admin.get('/api/institution-duplicates')).read(listDuplicates).pairs;
  expect(await pairs()).toMatchObject([{ a: { id: school }, b: { id: twin } }]);
  const review = (verdict: string, b = twin) => admin.post('/api/institution-duplicates', { a: school, b, verdict });
  expect((await review('different', other)).status).toBe(404);
  expect((await review('different')).status).toBe(200);
  expect(await pairs()).toEqual([]);
  const said = (await admin.get('/api/institution-duplicates?verdict=different')).read(listDuplicates);
  expect(said).toMatchObject({ pairs: [{ a: { id: school }, b: { id: twin }, score: null }], total: 1 });
  expect((await review('open')).status).toBe(200);
  expect(await pairs()).toHaveLength(1);
  const drafts = [
    { name: '青石学校', type: 'senior-university', division: null, phone: '0571 5550 1234', lngLat: null },
  ];
  const { alike } = (await resident.post('/api/institution-duplicates/alike', { drafts })).read(findAlike);
  expect(alike[0]!.map(({ institution }) => institution.id)).toEqual([school, twin]);
  const offered = await insertActivity(owner, {
    ...{ title: '折纸入门', institution: twin, place: null, mode: 'online', dates: ['2099-01-01'] },
  });
  const merge = { kind: 'merge', asOf: '2026-01-01', institutions: [twin], into: school };
  const plan = (await admin.post('/api/tree-acts/plan', merge)).read(planTreeAct);
  expect(plan.moved).toEqual({ institutions: 1, things: 1 });
  expect((await change(merge)).status).toBe(200);
  // What the one that closed offers is offered by its heir from that day on.
  expect((await admin.get(`/api/activities/${offered}`)).read(getActivity).institution.id).toBe(school);
  const cards = async () => (await admin.get('/api/search?q=折纸入门&scope=all')).read(search).items;
  await expect.poll(async () => (await cards()).map((card) => card.institution?.id)).toEqual([school]);
  const { institutions } = (await admin.get(`/api/tree-acts?of=${twin}`)).read(listTreeActs);
  expect(institutions.map(({ id }) => id)).toEqual([school, twin]);
  expect(await pairs()).toEqual([]);
});
