import type pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { endpoints } from '../../contract.ts';
import { currentConsent } from '../../contract/consents.ts';
import type { Endpoint } from '../../contract/endpoint.ts';
import { toProof } from '../../crypto/token.ts';
import { startTestServer, type TestServer } from '../../testing/running.ts';
import { Visitor } from '../../testing/visitor.ts';

let server: TestServer;
let owner: pg.Pool;
beforeAll(async () => {
  server = await startTestServer({ scale: 0, settings: { DEMO_ACCOUNTS: '1' } });
  owner = await server.openWriter();
});
afterAll(async () => {
  await owner.end();
  await server.close();
});

let phones = 13_600_000_000;
const newPhone = () => String(++phones);
interface Somebody {
  visitor: Visitor;
  account: string;
  person: string;
}
async function newSomebody(): Promise<Somebody> {
  const visitor = new Visitor(server);
  const { account } = (await visitor.signIn(newPhone())).read(endpoints.signInWithCode).me!;
  return { visitor, account, person: await personOf(account) };
}
const personOf = async (account: string) =>
  (await owner.query<{ id: string }>('SELECT person_id AS id FROM accounts WHERE id = $1', [account])).rows[0]!.id;
const { version } = currentConsent('delegation');
const guardianVersion = currentConsent('guardian').version;
const invitation = { name: '爸爸', actions: ['details.change'], days: 30, version };
const listOf = async ({ visitor }: Somebody) =>
  (await visitor.get('/api/me/delegations')).read(endpoints.listDelegations);

async function newPair() {
  const [father, daughter] = [await newSomebody(), await newSomebody()];
  const { code } = (await father.visitor.post('/api/me/delegations/invitations', invitation)).read(
    endpoints.inviteDelegate,
  );
  const { delegations } = (await daughter.visitor.post('/api/me/delegations', { code, name: '小红' })).read(
    endpoints.acceptInvitation,
  );
  return { father, daughter, id: delegations[0]!.id };
}
const act = ({ visitor }: Somebody, delegation: string) =>
  visitor.send('PUT', '/api/me/acting', { body: { delegation } });
const rename = ({ visitor }: Somebody, name: string) => visitor.send('PUT', '/api/me/acting/name', { body: { name } });

/** As the application role with the session of somebody, who says for whom they act. */
async function askAs<T>({ visitor }: Somebody, behalf: string, statement: string, values: unknown[] = []) {
  const client = await owner.connect();
  await client.query('BEGIN; SET LOCAL ROLE zlm_app');
  try {
    await client.query("SELECT set_config('app.proof', $1, true), set_config('app.on_behalf_of', $2, true)", [
      toProof(visitor.cookie!.split('=')[1]!),
      behalf,
    ]);
    return (await client.query(statement, values)).rows as T[];
  } finally {
    await client.query('ROLLBACK');
    client.release();
  }
}
const personFor = async (who: Somebody, behalf: string, action = 'details.change') =>
  (await askAs<{ id: string | null }>(who, behalf, 'SELECT app_person_for($1) AS id', [action]))[0]!.id;

test('a father invites his daughter, both see it, and each write names both', async () => {
  const { father, daughter, id } = await newPair();
  for (const [who, isMine] of [
    [father, true],
    [daughter, false],
  ] as const) {
    const { delegations, acting } = await listOf(who);
    expect([delegations, acting]).toMatchObject([
      [{ id, kind: 'invited', principal: '爸爸', delegate: '小红', isMine, isLive: true }],
      null,
    ]);
  }
  (await act(daughter, id)).read(endpoints.actFor);
  const { me } = (await daughter.visitor.get('/api/me')).read(endpoints.getMe);
  expect(me!.actingFor).toMatchObject({ delegation: id, name: '爸爸' });
  expect((await rename(daughter, '老爸')).read(endpoints.renamePrincipal).delegations[0]!.principal).toBe('老爸');
  expect((await listOf(father)).delegations[0]!.principal).toBe('老爸');
  const { rows } = await owner.query(
    "SELECT actor, on_behalf_of FROM audit WHERE action = 'delegations.rename' AND subject = $1",
    [`person:${father.person}`],
  );
  expect(rows).toEqual([{ actor: `account:${daughter.account}`, on_behalf_of: `person:${father.person}` }]);
  expect((await daughter.visitor.send('DELETE', '/api/me/acting')).status).toBe(200);
  expect((await rename(daughter, '谁')).status).toBe(404);
});

test('names are in clear nowhere', async () => {
  const { daughter, id } = await newPair();
  await act(daughter, id);
  await rename(daughter, '玳瑁老爸');
  for (const table of ['delegations', 'delegation_invitations', 'persons', 'audit', 'acts_done']) {
    const { rows } = await owner.query<{ t: string }>(`SELECT t::text AS t FROM ${table} t`);
    expect(rows.map(({ t }) => t).join('\n'), table).not.toContain('玳瑁老爸');
  }
});

test('a code is good once, for a while, and not for who made it', async () => {
  const [father, daughter, stranger] = [await newSomebody(), await newSomebody(), await newSomebody()];
  const invite = async () =>
    (await father.visitor.post('/api/me/delegations/invitations', invitation)).read(endpoints.inviteDelegate).code;
  const accept = ({ visitor }: Somebody, code: string) => visitor.post('/api/me/delegations', { code, name: '小红' });
  const replaced = await invite();
  const code = await invite();
  for (const [who, tried] of [
    [father, code],
    [daughter, replaced],
    [daughter, 'AAAA-AAAA'],
    [daughter, ''],
  ] as const) {
    const refused = await accept(who, tried);
    expect([refused.status, refused.problem.errors![0]!.field], tried).toEqual([400, 'code']);
  }
  const typed = ` ${code.toLowerCase().replace('-', ' ')} `;
  const read = (await daughter.visitor.post('/api/me/delegations/invitations/reading', { code: typed })).read(
    endpoints.readInvitation,
  );
  expect(read).toMatchObject({ principal: '爸爸', actions: ['details.change'], isGuardian: false });
  expect((await accept(daughter, typed)).status).toBe(200);
  expect((await accept(stranger, code)).status).toBe(400);
  const late = await invite();
  await owner.query("UPDATE delegation_invitations SET expires_at = now() - interval '1 second'");
  expect((await accept(stranger, late)).status).toBe(400);
  const old = await father.visitor.post('/api/me/delegations/invitations', { ...invitation, version: '2001-01-01' });
  expect(old.problem.errors![0]!.field).toBe('version');
});

test.each(['principal', 'delegate'] as const)('the %s ends it, and it is over with the next request', async (who) => {
  const { father, daughter, id } = await newPair();
  await act(daughter, id);
  const ending = who === 'principal' ? father : daughter;
  expect((await ending.visitor.send('DELETE', `/api/me/delegations/${id}`)).status).toBe(200);
  expect((await rename(daughter, '谁')).status).toBe(404);
  expect((await daughter.visitor.get('/api/me')).read(endpoints.getMe).me!.actingFor).toBe(null);
  expect((await act(daughter, id)).status).toBe(404);
  expect(await personFor(daughter, father.person)).toBe(null);
  expect((await ending.visitor.send('DELETE', `/api/me/delegations/${id}`)).status).toBe(404);
  expect((await listOf(father)).delegations[0]).toMatchObject({ isLive: false, endedAt: expect.any(String) as string });
});

test('a stranger neither sees it, acts by it nor ends it', async () => {
  const { id } = await newPair();
  const stranger = await newSomebody();
  expect((await listOf(stranger)).delegations).toEqual([]);
  expect((await act(stranger, id)).status).toBe(404);
  expect((await stranger.visitor.send('DELETE', `/api/me/delegations/${id}`)).status).toBe(404);
});

test('who acts for somebody does nothing that one did not agree to, and nothing of their own', async () => {
  const { daughter, id } = await newPair();
  await owner.query("INSERT INTO grants (account_id, role, valid) VALUES ($1, 'system_admin', '[2020-01-01,)')", [
    daughter.account,
  ]);
  await act(daughter, id);
  const { me } = (await daughter.visitor.get('/api/me')).read(endpoints.getMe);
  expect(me!.actions).toEqual([]);
  const closed = (Object.values(endpoints) as Endpoint[]).filter(
    ({ access, whileActing, onBehalf }) => access === 'account' && !whileActing && !onBehalf,
  );
  expect(closed.length).toBeGreaterThan(10);
  for (const { method, path } of closed) {
    const answer = await daughter.visitor.send(
      method,
      path.replaceAll(/\{\w+\}/g, id),
      method === 'GET' ? {} : { body: {} },
    );
    expect([answer.status, answer.problem.reason], `${method} ${path}`).toEqual([403, 'acting_for']);
  }
  await owner.query("UPDATE delegations SET actions = '{learning.read}' WHERE id = $1", [id]);
  expect((await rename(daughter, '谁')).status).toBe(403);
});

test('no endpoint lets a delegate prove, delegate or use a role', () => {
  for (const { id, access, stepUp, whileActing, onBehalf } of Object.values(endpoints) as Endpoint[])
    if (whileActing || onBehalf) expect([access, stepUp], id).toEqual(['account', undefined]);
});

test('by hostile SQL nobody acts for whom they may not', async () => {
  const { father, daughter, id } = await newPair();
  const stranger = await newSomebody();
  expect(await personFor(daughter, '')).toBe(daughter.person);
  // The delegation is there, but the session does not act by it.
  expect(await personFor(daughter, father.person)).toBe(null);
  await act(daughter, id);
  expect(await personFor(daughter, father.person)).toBe(father.person);
  expect(await personFor(daughter, father.person, 'enrolments.change')).toBe(null);
  expect(await personFor(daughter, stranger.person)).toBe(null);
  expect(await personFor(stranger, father.person)).toBe(null);
  await owner.query("INSERT INTO grants (account_id, role, valid) VALUES ($1, 'system_admin', '[2020-01-01,)')", [
    daughter.account,
  ]);
  expect(
    await askAs(
      daughter,
      '',
      "SELECT app_may('tree.change', NULL) AS may, count(*)::int AS n FROM app_scope('tree.change')",
    ),
  ).toEqual([{ may: false, n: 0 }]);
  for (const statement of [
    'UPDATE sessions SET on_behalf_of = NULL',
    'UPDATE delegations SET ended_at = NULL',
    "UPDATE delegations SET actions = '{enrolments.change}'",
    'DELETE FROM delegations',
    'SELECT * FROM delegation_invitations',
    'SELECT * FROM live_delegations',
    "SELECT invite_delegate('x', '{learning.read}', 9, false, 'x', 'x')",
    `SELECT add_dependent(gen_random_uuid(), 'x', '{learning.read}', 9, 'x', NULL, NULL, 'x', 'x')`,
    `SELECT append_audit(ARRAY['{"action":"x","actor":"account:${daughter.account}","at":1,"onBehalfOf":"person:${stranger.person}","subject":"x"}'])`,
  ])
    await expect(askAs(daughter, father.person, statement), statement).rejects.toMatchObject({ code: '42501' });
  expect(await askAs(stranger, father.person, 'SELECT id FROM delegations')).toEqual([]);
  expect(await askAs(stranger, father.person, 'SELECT act_for($1) AS done', [id])).toEqual([{ done: false }]);
  await owner.query("UPDATE delegations SET valid = '[2020-01-01,2020-02-01)' WHERE id = $1", [id]);
  expect(await personFor(daughter, father.person)).toBe(null);
  expect((await daughter.visitor.get('/api/me')).read(endpoints.getMe).me!.actingFor).toBe(null);
  expect((await rename(daughter, '谁')).status).toBe(404);
});

test('a father without an account agrees by his phone, and ends it by his phone', async () => {
  const daughter = await newSomebody();
  const phone = newPhone();
  const contact = { kind: 'phone', value: phone };
  const { challenge } = (await daughter.visitor.post('/api/me/dependents/codes', { contact })).read(
    endpoints.sendDependentCode,
  );
  const code = await daughter.visitor.readCode(phone);
  const wrong = code === '000000' ? '000001' : '000000';
  const add = (change: object = {}, key?: string) =>
    daughter.visitor.post(
      '/api/me/dependents',
      {
        kind: 'dependent',
        name: '阿爸',
        ownName: '小红',
        actions: ['learning.read'],
        days: 30,
        version,
        contact,
        challenge,
        code,
        ...change,
      },
      key ? { key } : {},
    );
  for (let tries = 0; tries < 4; tries++) expect((await add({ code: wrong })).status).toBe(400);
  const key = '3c0f4d53-9f1a-4bd5-8a55-0d0c1f2e3a4b';
  const { delegations } = (await add({}, key)).read(endpoints.addDependent);
  expect(delegations).toMatchObject([{ kind: 'dependent', principal: '阿爸', isMine: false, isLive: true }]);
  expect((await add({}, key)).read(endpoints.addDependent).delegations.length).toBe(1);
  expect((await add()).status).toBe(400);
  expect((await act(daughter, delegations[0]!.id)).status).toBe(200);

  const father = new Visitor(server);
  const sent = (await father.post('/api/me/codes', { contact })).read(endpoints.sendSignInCode);
  const ending = { contact, challenge: sent.challenge, code: await father.readCode(phone) };
  expect(
    (await father.post('/api/delegations/endings', { ...ending, contact: { kind: 'phone', value: newPhone() } }))
      .status,
  ).toBe(400);
  expect((await father.post('/api/delegations/endings', ending)).read(endpoints.endByContact)).toEqual({ ended: 1 });
  expect((await listOf(daughter)).acting).toBe(null);
});

test('a wrong code for somebody counts, also when many come at once', async () => {
  const daughter = await newSomebody();
  const phone = newPhone();
  const contact = { kind: 'phone', value: phone };
  const { challenge } = (await daughter.visitor.post('/api/me/dependents/codes', { contact })).read(
    endpoints.sendDependentCode,
  );
  const code = await daughter.visitor.readCode(phone);
  const wrong = code === '000000' ? '000001' : '000000';
  const body = {
    kind: 'dependent',
    name: '阿爸',
    ownName: '小红',
    actions: ['learning.read'],
    days: 1,
    version,
    contact,
    challenge,
  };
  await Promise.all(
    Array.from({ length: 5 }, () => daughter.visitor.post('/api/me/dependents', { ...body, code: wrong })),
  );
  expect((await daughter.visitor.post('/api/me/dependents', { ...body, code })).status).toBe(400);
});

test('who has an account is asked for themselves', async () => {
  const daughter = await newSomebody();
  const phone = newPhone();
  await new Visitor(server).signIn(phone);
  const contact = { kind: 'phone', value: phone };
  const { challenge } = (await daughter.visitor.post('/api/me/dependents/codes', { contact })).read(
    endpoints.sendDependentCode,
  );
  const code = await daughter.visitor.readCode(phone);
  const body = {
    kind: 'dependent',
    name: '阿爸',
    ownName: '小红',
    actions: ['learning.read'],
    days: 1,
    version,
    contact,
    challenge,
    code,
  };
  expect((await daughter.visitor.post('/api/me/dependents', body)).problem.errors![0]!.field).toBe('contact.value');
});

test('a guardian registers a minor, until the day they grow up', async () => {
  const mother = await newSomebody();
  const add = (bornOn: string) =>
    mother.visitor.post('/api/me/dependents', {
      kind: 'guardian',
      name: '豆豆',
      ownName: '妈妈',
      bornOn,
      actions: ['enrolments.change'],
      version: guardianVersion,
    });
  expect((await add('1990-01-01')).problem.reason).toBe('not_a_minor');
  expect((await add('2099-01-01')).problem.errors![0]!.field).toBe('bornOn');
  const { delegations } = (await add('2018-05-06')).read(endpoints.addDependent);
  expect(delegations).toMatchObject([
    { kind: 'guardian', principal: '豆豆', until: expect.stringMatching(/^2036-05-0/) as string },
  ]);
  const { rows } = await owner.query('SELECT minor_until::text, guardian FROM persons WHERE guardian = $1', [
    mother.person,
  ]);
  expect(rows).toEqual([{ minor_until: '2036-05-06', guardian: mother.person }]);
});

test('a child looks until a guardian consents, and is no guardian', async () => {
  const [child, mother] = [await newSomebody(), await newSomebody()];
  const minor = (who: Somebody, until: string) =>
    owner.query('UPDATE persons SET minor_until = $2 WHERE id = $1', [who.person, until]);
  const rename = () => child.visitor.send('PATCH', '/api/me', { body: { displayName: '豆豆' } });
  await minor(child, '2036-05-06');
  const refused = await rename();
  expect([refused.status, refused.problem.reason]).toEqual([403, 'guardian_needed']);
  expect((await child.visitor.get('/api/me/data')).status).toBe(200);
  const ask = { ...invitation, name: '豆豆', isGuardian: true };
  const { code } = (await child.visitor.post('/api/me/delegations/invitations', ask)).read(endpoints.inviteDelegate);
  const accept = () => mother.visitor.post('/api/me/delegations', { code, name: '妈妈', version: guardianVersion });
  await minor(mother, '2030-05-06');
  expect((await accept()).status).toBe(403);
  await owner.query('UPDATE persons SET minor_until = NULL WHERE id = $1', [mother.person]);
  const { delegations } = (await accept()).read(endpoints.acceptInvitation);
  expect((await rename()).status).toBe(200);
  expect((await mother.visitor.send('DELETE', `/api/me/delegations/${delegations[0]!.id}`)).status).toBe(200);
  expect((await rename()).status).toBe(403);
  // From 14 on they decide for themselves.
  await minor(child, '2029-05-06');
  expect((await rename()).status).toBe(200);
});
