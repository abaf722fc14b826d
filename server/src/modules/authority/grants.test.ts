import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { endpoints } from '../../contract.ts';
import type { Role } from '../../contract/access.ts';
import { startTestServer, type TestServer } from '../../testing/running.ts';
import { insertInstitution } from '../../testing/sample.ts';
import { insertSignedIn } from '../../testing/signed-in.ts';
import { Visitor } from '../../testing/visitor.ts';

let server: TestServer;
let owner: pg.Pool;
let branch: number;
let below: number;
beforeAll(async () => {
  server = await startTestServer({ scale: 0, settings: { DEMO_ACCOUNTS: '1' } });
  owner = await server.openWriter();
  branch = await insertInstitution(owner, '市级学院', 'senior-university');
  below = await insertInstitution(owner, '区级学校', 'senior-university');
  await owner.query("INSERT INTO institution_parents VALUES ($1, $2, '[2020-01-01,)')", [below, branch]);
});
afterAll(async () => {
  await owner.end();
  await server.close();
});

/** Signed in, with a role that the owner of the database gave. */
async function newStaff(role: Role | null, institution: number | null = null) {
  const { account, token } = await insertSignedIn(owner);
  if (role !== null)
    await owner.query('INSERT INTO grants (account_id, role, institution_id) VALUES ($1, $2, $3)', [
      account,
      role,
      institution,
    ]);
  const visitor = new Visitor(server);
  visitor.cookie = `__Host-session=${token}`;
  return { visitor, account };
}
let phones = 13_700_000_000;
async function newResident() {
  const [visitor, phone] = [new Visitor(server), String(++phones)];
  const { me } = (await visitor.signIn(phone)).read(endpoints.signInWithCode);
  return { visitor, phone, account: me!.account };
}
const reason = '新学期任教';
const rolesOf = async (visitor: Visitor) =>
  (await visitor.get('/api/me')).read(endpoints.getMe).me!.roles.map(({ role }) => role);

test('who administers a branch gives roles in it by phone number, and the role holds with the next request', async () => {
  const { visitor: admin, account: by } = await newStaff('unit_admin', branch);
  const { visitor, phone, account } = await newResident();
  const body = { role: 'educator', contact: { kind: 'phone', value: phone }, institution: below, reason };
  const key = randomUUID();
  const given = await Promise.all([1, 2, 3].map(() => admin.post('/api/grants', body, { key })));
  const grant = given[0]!.read(endpoints.giveGrant);
  expect(new Set(given.map((one) => JSON.stringify(one.body))).size).toBe(1);
  expect(grant).toMatchObject({ account, state: 'active', givenBy: by, institution: { id: below, name: '区级学校' } });
  expect(grant.contact).toBe(`${phone.slice(0, 3)}****${phone.slice(-4)}`);
  expect(await rolesOf(visitor)).toEqual(['educator']);
  const listed = (await admin.get(`/api/grants?account=${account}`)).read(endpoints.listGrants);
  expect(listed.grants).toEqual([grant]);

  const ended = (await admin.post(`/api/grants/${grant.id}/end`, { reason: '学期结束' })).read(endpoints.endGrant);
  expect(ended.state).toBe('ended');
  expect(await rolesOf(visitor)).toEqual([]);
  expect((await admin.post(`/api/grants/${grant.id}/end`, { reason: '再来' })).status).toBe(409);
  const { rows } = await owner.query<{ action: string; actor: string }>(
    "SELECT action, actor FROM audit WHERE subject = $1 AND action LIKE 'grants.%' ORDER BY seq",
    [`account:${account}`],
  );
  expect(rows).toEqual(['grants.give', 'grants.end'].map((action) => ({ action, actor: `account:${by}` })));
});

test('a role that begins later holds later, and is gone when it ends before', async () => {
  const { visitor: admin } = await newStaff('unit_admin', branch);
  const { visitor, account } = await newResident();
  const body = { role: 'moderator', account, institution: below, reason, from: '2030-01-01T00:00:00+08:00' };
  const grant = (await admin.post('/api/grants', body)).read(endpoints.giveGrant);
  expect([grant.state, await rolesOf(visitor)]).toEqual(['future', []]);
  expect((await admin.post(`/api/grants/${grant.id}/end`, { reason })).read(endpoints.endGrant).state).toBe('ended');
  expect((await admin.get(`/api/grants?account=${account}`)).read(endpoints.listGrants).grants).toEqual([]);
});

test.each([
  [{ until: '2020-01-01T00:00:00+08:00' }, 'until'],
  [{ from: '2031-01-01T00:00:00+08:00', until: '2030-01-01T00:00:00+08:00' }, 'until'],
  [{ division: '999999' }, 'division'],
  [{ topics: ['nothing'] }, 'topics'],
  [{ account: randomUUID() }, 'account'],
  [{ account: undefined, contact: { kind: 'phone', value: '13899998888' } }, 'contact.value'],
  [{ account: undefined }, 'account'],
  [{ reason: '' }, 'reason'],
])('%j is told at its field', async (change, field) => {
  const { visitor: admin } = await newStaff('unit_admin', branch);
  const { account } = await newStaff(null);
  const body = { role: 'educator', account, institution: below, reason, ...change };
  const { status, problem } = await admin.post('/api/grants', body, { headers: { 'accept-language': 'zh-CN' } });
  expect([status, problem.errors![0]!.field]).toEqual([400, field]);
  expect(problem.errors![0]!.message).toMatch(/\p{Script=Han}/u);
});

test('nobody gives a role to themselves, beyond their branch, or as high as their own; refusals are noted', async () => {
  const { visitor: admin, account } = await newStaff('unit_admin', branch);
  const other = (await newStaff(null)).account;
  const foreign = await insertInstitution(owner, '别处', 'senior-university');
  const give = async (change: object) =>
    (await admin.post('/api/grants', { role: 'educator', account: other, institution: below, reason, ...change }))
      .status;
  expect(await give({ account })).toBe(403);
  expect(await give({ institution: foreign })).toBe(404);
  expect(await give({ institution: null })).toBe(403);
  expect(await give({ role: 'unit_admin', institution: branch })).toBe(403);
  expect(await give({ role: 'unit_admin' })).toBe(200);
  expect(await give({ role: 'audit_admin', institution: null })).toBe(403);
  const { rowCount } = await owner.query("SELECT FROM audit WHERE actor = $1 AND action = 'grants.give.refused'", [
    `account:${account}`,
  ]);
  expect(rowCount).toBe(5);
});

test('who holds a narrow role gives none that is wider', async () => {
  const { visitor: admin, account } = await newStaff(null);
  await owner.query(
    "INSERT INTO terms (vocabulary, code, zh, en, synonyms, position) VALUES ('topic', 'a', 'a', 'a', '{}', 1), ('topic', 'b', 'b', 'b', '{}', 2) ON CONFLICT DO NOTHING",
  );
  await owner.query(
    "INSERT INTO grants (account_id, role, institution_id, topics) VALUES ($1, 'unit_admin', $2, '{a}')",
    [account, branch],
  );
  const give = async (topics: string[]) => {
    const to = (await newStaff(null)).account;
    return (await admin.post('/api/grants', { role: 'educator', account: to, institution: below, topics, reason }))
      .status;
  };
  expect([await give(['a']), await give([]), await give(['a', 'b']), await give(['b'])]).toEqual([200, 403, 403, 403]);
});

test('a role of the province waits for a third person, and is never one person with another', async () => {
  const [one, two] = [await newStaff('security_admin'), await newStaff('security_admin')];
  const { visitor, account } = await newStaff(null);
  const body = { role: 'audit_admin', account, reason };
  const grant = (await one.visitor.post('/api/grants', body)).read(endpoints.giveGrant);
  expect([grant.state, await rolesOf(visitor)]).toEqual(['proposed', []]);
  const confirm = (by: Visitor, id = grant.id) => by.send('POST', `/api/grants/${id}/confirmation`, { body: {} });
  const alone = await confirm(one.visitor);
  expect([alone.status, alone.problem.reason]).toEqual([403, 'second_person']);
  const done = (await confirm(two.visitor)).read(endpoints.confirmGrant);
  expect(done).toMatchObject({ state: 'active', confirmedBy: two.account });
  expect(await rolesOf(visitor)).toEqual(['audit_admin']);
  expect((await confirm(two.visitor)).status).toBe(409);
  const both = await one.visitor.post('/api/grants', { role: 'system_admin', account, reason });
  expect([both.status, both.problem.reason]).toEqual([409, 'apart']);
  const own = (
    await one.visitor.post('/api/grants', { role: 'security_admin', account: (await newStaff(null)).account, reason })
  ).read(endpoints.giveGrant);
  expect(own.state).toBe('proposed');
});

test('giving and taking away ask for a proof that is new', async () => {
  const { visitor, account } = await newStaff('security_admin');
  await owner.query("UPDATE sessions SET stepped_up_at = '2020-01-01' WHERE account_id = $1", [account]);
  const refused = await visitor.post('/api/grants', { role: 'system_admin', account: randomUUID(), reason });
  expect([refused.status, refused.problem.reason]).toEqual([403, 'step_up']);
  expect((await visitor.get('/api/grants')).status).toBe(200);
});

test('a suspended account is out with its next request and back when it is resumed', async () => {
  const { visitor: security, account: own } = await newStaff('security_admin');
  const { visitor, phone, account } = await newResident();
  const change = (id: string, what: string) => security.post(`/api/accounts/${id}/${what}`, { reason: '涉嫌冒用' });
  expect((await change(account, 'suspension')).read(endpoints.suspendAccount).state).toBe('suspended');
  expect((await visitor.get('/api/me/devices')).status).toBe(401);
  expect((await new Visitor(server).signIn(phone)).status).toBeGreaterThanOrEqual(400);
  expect((await change(account, 'suspension')).status).toBe(409);
  expect((await change(account, 'resumption')).read(endpoints.resumeAccount).state).toBe('active');
  expect((await new Visitor(server).signIn(phone)).status).toBe(200);
  expect((await change(own, 'suspension')).status).toBe(403);
  expect((await change(randomUUID(), 'suspension')).status).toBe(404);
});

test('accounts are listed page by page, each once, by role and state', async () => {
  const { visitor: security } = await newStaff('security_admin');
  const seen: string[] = [];
  for (let cursor = ''; ;) {
    const page = (await security.get(`/api/accounts?limit=3${cursor}`)).read(endpoints.listAccounts);
    seen.push(...page.accounts.map(({ id }) => id));
    if (page.next === null) break;
    cursor = `&cursor=${page.next}`;
  }
  const { rows } = await owner.query<{ id: string }>('SELECT id FROM accounts');
  expect(seen.sort()).toEqual(rows.map(({ id }) => id).sort());
  const listed = (await security.get('/api/accounts?role=moderator&state=active')).read(
    endpoints.listAccounts,
  ).accounts;
  expect(listed.every(({ state, roles }) => state === 'active' && roles.some(({ role }) => role === 'moderator'))).toBe(
    true,
  );
  expect((await security.get('/api/accounts?cursor=1')).problem.errors![0]!.field).toBe('cursor');
});

test('roles of a whole branch are listed, each with whether it is theirs to take away', async () => {
  const { visitor: admin, account } = await newStaff('unit_admin', branch);
  const { account: educator } = await newStaff('educator', below);
  const read = async (query: string) => (await admin.get(`/api/grants?${query}`)).read(endpoints.listGrants).grants;
  const within = await read(`within=${branch}&limit=100`);
  const of = (one: string) => within.filter((grant) => grant.account === one);
  expect(of(educator)).toMatchObject([{ institution: { id: below }, isChangeable: true }]);
  // Who administers a branch is named from above it.
  expect(of(account)).toMatchObject([{ institution: { id: branch }, isChangeable: false }]);
  expect((await read(`within=${below}&limit=100`)).some((grant) => grant.account === account)).toBe(false);
  const [own] = of(educator);
  expect(await read(`grant=${own!.id}`)).toEqual([own]);
  const refused = await admin.post(`/api/grants/${of(account)[0]!.id}/end`, { reason });
  expect([refused.status, refused.problem.reason]).toEqual([403, 'not_yours_to_give']);
});
