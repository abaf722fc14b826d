import type pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { endpoints } from '../../contract.ts';
import { startTestServer, type TestServer } from '../../testing/running.ts';
import { insertInstitution } from '../../testing/sample.ts';
import { ask } from '../../testing/wire.ts';
import type { TreeBranch, TreeFinds, TreeRow, TreeTop } from './schema.ts';

let server: TestServer;
let owner: pg.Pool;
const branch: Record<'city' | 'county' | 'school' | 'merged', number> = { city: 0, county: 0, school: 0, merged: 0 };

beforeAll(async () => {
  server = await startTestServer({ scale: 0.02 });
  owner = await server.openWriter();
  for (const name of ['city', 'county', 'school', 'merged'] as const) {
    branch[name] = await insertInstitution(owner, `孔雀石${name}`, 'senior-university');
  }
  const { city, county, school, merged } = branch;
  await owner.query(
    `INSERT INTO institution_parents VALUES ($2, $1, '[2020-01-01,)'), ($3, $2, '[2020-01-01,)'),
       ($4, $2, '[2020-01-01,2026-01-01)'), ($4, $3, '[2026-01-01,)')`,
    [city, county, school, merged],
  );
  await owner.query(`UPDATE institutions SET closed_on = '2026-01-01' WHERE id = $1`, [merged]);
  await owner.query(`UPDATE institutions SET division = '330106' WHERE id = ANY ($1)`, [[county, school]]);
  await owner.query('INSERT INTO institution_heirs VALUES ($1, $2, 1)', [merged, school]);
  await owner.query(
    `INSERT INTO institution_names VALUES ($1, '孔雀石旧堂', '(,2024-01-01)'), ($1, '孔雀石school', '[2024-01-01,)')`,
    [school],
  );
});
afterAll(async () => {
  await owner.end();
  await server.close();
});

async function get(path: string): Promise<Response> {
  return fetch(`${server.url}/api/institution-tree${path && (path.startsWith('?') ? path : `/${path}`)}`);
}
async function askFor<T>(path: string, { response }: { response: { parse: (body: unknown) => T } }): Promise<T> {
  const answer = await get(path);
  expect([path, answer.status]).toEqual([path, 200]);
  return response.parse(await answer.json());
}
const top = (query = ''): Promise<TreeTop> => askFor(query, endpoints.getTreeTop);
const read = (path: string): Promise<TreeBranch> => askFor(path, endpoints.getTreeBranch);
const find = (query: string): Promise<TreeFinds> => askFor(`find?${query}`, endpoints.findInTree);

test('a branch of today: its path, those below it and how many there are', async () => {
  const { city, county, school } = branch;
  await expect.poll(async () => (await (await get(`${city}`)).json()) as object).toMatchObject({ open: 2 });
  const at = await read(`${county}`);
  expect(at.path).toEqual([{ id: city, name: '孔雀石city' }]);
  expect(at.rows.map(({ id, below, isOpen }) => ({ id, below, isOpen }))).toEqual([
    { id: school, below: 0, isOpen: true },
  ]);
  expect([at.total, at.open, (await read(`${city}`)).open]).toEqual([1, 1, 2]);
});

test('of an earlier day: names, places in the tree and who was open are those of the day', async () => {
  const { county, school, merged } = branch;
  const at = await read(`${county}?asOf=2023-06-01`);
  expect(at.rows.map(({ id, name }) => [id, name]).sort()).toEqual(
    [
      [school, '孔雀石旧堂'],
      [merged, '孔雀石merged'],
    ].sort(),
  );
  expect(at.open).toBe(2);
  expect((await read(`${county}?asOf=2019-12-31`)).total).toBe(0);
});

test('what was merged answers with where it went', async () => {
  const at = await read(`${branch.merged}`);
  expect(at.institution).toMatchObject({ isOpen: false, closedOn: '2026-01-01', heirs: [{ id: branch.school }] });
  expect(at.path.at(-1)!.id).toBe(branch.school);
  const institution = await fetch(`${server.url}/api/institutions/${branch.merged}`);
  expect(await institution.json()).toMatchObject({ closedOn: '2026-01-01', heirs: [{ id: branch.school }] });
  const page = await (await fetch(`${server.url}/institutions/${branch.merged}`)).text();
  expect(page).toContain('并入');
  expect(page).toContain(`/institutions/${branch.school}"`);
});

test('pages follow each other without loss and add up, all the way down', async () => {
  const count = async (path: string): Promise<number> => {
    const seen: TreeRow[] = [];
    let cursor: string | null = '';
    let total = 0;
    while (cursor !== null) {
      const page: TreeTop = await (path
        ? read(`${path}?limit=7${cursor && `&cursor=${cursor}`}`)
        : top(`?limit=40${cursor && `&cursor=${cursor}`}`));
      seen.push(...page.rows);
      [cursor, total] = [page.nextCursor, page.total];
    }
    expect(new Set(seen.map(({ id }) => id)).size).toBe(total);
    for (const row of seen.filter(({ children }) => children > 0).slice(0, 3))
      expect(await count(`${row.id}`)).toBe(row.below);
    return seen.reduce((sum, { below, isOpen }) => sum + below + Number(isOpen), 0);
  };
  const { rows } = await owner.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM institutions WHERE state = 'published' AND closed_on IS NULL`,
  );
  expect(await count('')).toBe(rows[0]!.n);
});

test('a whole branch in columns is the branch walked row by row', async () => {
  const skeleton = await askFor(`${branch.city}/skeleton`, endpoints.getTreeSkeleton);
  expect(skeleton).toMatchObject({ ids: [branch.city, branch.county, branch.school], depths: [0, 1, 2] });
  const province = (await top()).rows[0]!;
  const whole = await askFor(`${province.id}/skeleton`, endpoints.getTreeSkeleton);
  expect(whole.ids).toHaveLength(province.below + 1);
});

test('a branch whose bytes are known is not sent again, and changes show in it', async () => {
  const path = `${branch.city}/skeleton`;
  const url = `/api/institution-tree/${path}`;
  const { headers } = await ask(server.url, url);
  expect(headers.vary).toContain('Accept-Encoding');
  const known = { 'if-none-match': headers.etag! };
  const again = await ask(server.url, url, known);
  expect([again.status, again.body.length]).toEqual([304, 0]);
  await owner.query(`UPDATE institutions SET name = '孔雀石改' WHERE id = $1`, [branch.county]);
  const names = async () => ((await (await get(path)).json()) as { names: string[] }).names;
  await expect.poll(names).toEqual(['孔雀石city', '孔雀石改', '孔雀石school']);
  await owner.query(`UPDATE institutions SET state = 'draft' WHERE id = $1`, [branch.county]);
  await expect.poll(names).toEqual(['孔雀石city']);
  await owner.query(`UPDATE institutions SET state = 'published', name = '孔雀石county' WHERE id = $1`, [
    branch.county,
  ]);
  await expect.poll(names).toEqual(['孔雀石city', '孔雀石county', '孔雀石school']);
  expect((await ask(server.url, url, known)).status).toBe(304);
});

test('an area shows the uppermost that belong to it', async () => {
  const { rows } = await top('?area=330106&limit=100');
  const ids = rows.map(({ id }) => id);
  expect(ids).toContain(branch.county);
  expect(ids).not.toContain(branch.school);
  expect(rows.every(({ division }) => division!.startsWith('330106'))).toBe(true);
});

test('names of any time are found, in the whole tree or one branch', async () => {
  const all = await find(`q=${encodeURIComponent('孔雀石')}`);
  expect(all.rows.map(({ id }) => id).sort()).toEqual([branch.city, branch.county, branch.school].sort());
  const earlier = await find(`q=${encodeURIComponent('旧堂')}&below=${branch.city}`);
  expect(earlier.rows).toMatchObject([
    { id: branch.school, formerName: '孔雀石旧堂', path: [{ id: branch.city }, { id: branch.county }] },
  ]);
  expect((await find(`q=${encodeURIComponent('旧堂')}&below=${branch.school}`)).total).toBe(0);
  expect((await find(`q=${encodeURIComponent('旧堂')}&asOf=2023-01-01`)).rows[0]!.formerName).toBeNull();
});

test.each([
  ['?asOf=yesterday', '须是 2026-11-28 这样的日期'],
  ['?asOf=1066-10-14', '须是 1900 年到 2099 年之间的日期'],
  ['?limit=1000', '须是 1 到 100 的数字'],
  ['?cursor=abc', '翻页位置已失效，请从头开始'],
  ['find?q=%20', '这里需要填写'],
])('%s is told in a sentence', async (path, message) => {
  const answer = await get(path);
  expect(answer.status).toBe(400);
  expect(await answer.json()).toMatchObject({ errors: [{ message }] });
});

test('who is not there is not found', async () => {
  expect((await get('999999999')).status).toBe(404);
  expect((await get('999999999/skeleton')).status).toBe(404);
  expect((await get('find?q=a&below=999999999')).status).toBe(404);
});
