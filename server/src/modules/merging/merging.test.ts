import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { endpoints } from '../../contract.ts';
import { currentConsent } from '../../contract/consents.ts';
import { Authenticator } from '../../testing/authenticator.ts';
import { foundTown, type Town } from '../../testing/people.ts';
import { Visitor } from '../../testing/visitor.ts';

const PASSWORD = 'tuesday-lamp-river';

let town: Town;
beforeAll(async () => {
  town = await foundTown();
});
afterAll(() => town.close());

type Arrived = Awaited<ReturnType<Town['arrive']>>;
async function prove(visitor: Visitor, phone: string) {
  const contact = { kind: 'phone', value: phone };
  const { challenge } = (await visitor.post('/api/me/merge/codes', { contact })).read(endpoints.sendMergeCode);
  return visitor.post('/api/me/merge/plan', { way: 'code', contact, challenge, code: await town.readCode(phone) });
}
const plan = async (visitor: Visitor, phone: string) => (await prove(visitor, phone)).read(endpoints.planMerge).plan!;
const merge = (visitor: Visitor, { merge: id, difference }: { merge: string; difference: string }, key?: string) =>
  visitor.post('/api/me/merge', { merge: id, difference }, key ? { key } : {});
const give = (account: string, role: string, by: string | null = null) =>
  town.owner.query('INSERT INTO grants (account_id, role, granted_by) VALUES ($1, $2, $3)', [account, role, by]);
async function addPasskey({ visitor }: Arrived) {
  const url = town.server.url.replace('127.0.0.1', 'localhost');
  const browser = new Visitor({ url });
  browser.cookie = visitor.cookie;
  const authenticator = new Authenticator(url);
  const options = (await browser.post('/api/me/passkeys/options', {})).body as never;
  const added = await browser.post('/api/me/passkeys', { name: '旧手机', credential: authenticator.create(options) });
  expect(added.status).toBe(200);
  return { authenticator, browser: new Visitor({ url }) };
}

test('what was shown moves, the other account is signed in nowhere, and its ways lead here', async () => {
  const [own, other] = [await town.arrive(), await town.arrive()];
  await other.visitor.send('PUT', '/api/me/password', { body: { password: PASSWORD } });
  await give(other.me.account, 'moderator');
  const { authenticator, browser } = await addPasskey(other);
  await town.owner.query(
    "INSERT INTO identities (issuer, subject, account_id) VALUES ('https://id.example', 'x', $1)",
    [other.me.account],
  );
  const shown = await plan(own.visitor, other.phone);
  expect(shown).toMatchObject({
    other: { account: other.me.account },
    moves: {
      contacts: [{ kind: 'phone', masked: other.me.contacts[0]!.masked }],
      passkeys: ['旧手机'],
      password: true,
      authenticator: false,
      identities: ['https://id.example'],
      realName: false,
      roles: [{ role: 'moderator', institution: null, until: null }],
    },
    ends: { devices: 1, password: false },
    isApart: false,
  });
  expect((await other.visitor.get('/api/me/devices')).status).toBe(200);
  await town.owner.query(
    `INSERT INTO applications (id, name, name_en, redirect_uris)
       VALUES ('both', '两边', 'Both', '{https://both.example/}'), ('one', '一边', 'One', '{https://one.example/}')`,
  );
  await town.owner.query(
    `INSERT INTO application_connections (account_id, application_id, scopes)
       VALUES ($1, 'both', '{openid}'), ($2, 'both', '{openid,region}'), ($2, 'one', '{openid}')`,
    [own.me.account, other.me.account],
  );
  const key = randomUUID();
  const { me } = (await merge(own.visitor, shown, key)).read(endpoints.mergeAccounts);
  expect(me!.account).toBe(own.me.account);
  expect(me!.contacts.map(({ masked }) => masked).sort()).toEqual(
    [own, other].map((one) => one.me.contacts[0]!.masked).sort(),
  );
  expect(me!.roles.map(({ role }) => role)).toEqual(['moderator']);
  expect((await other.visitor.get('/api/me/devices')).status).toBe(401);
  const { rows } = await town.owner.query('SELECT state, merged_into FROM accounts WHERE id = $1', [other.me.account]);
  expect(rows).toEqual([{ state: 'merged', merged_into: own.me.account }]);
  const { rows: connected } = await town.owner.query(
    'SELECT application_id, account_id, known_as, scopes FROM application_connections ORDER BY 1',
  );
  expect(connected).toEqual([
    { application_id: 'both', account_id: own.me.account, known_as: null, scopes: ['openid'] },
    { application_id: 'one', account_id: own.me.account, known_as: other.me.account, scopes: ['openid'] },
  ]);
  const replayed = await merge(own.visitor, shown, key);
  expect([replayed.status, replayed.headers.get('idempotent-replayed')]).toEqual([200, 'true']);
  const late = await merge(own.visitor, shown);
  expect([late.status, late.problem.reason]).toEqual([409, 'expired']);
  // Each of its ways in leads to the account that is left.
  const byCode = (await new Visitor(town.server).signIn(other.phone)).read(endpoints.signInWithCode);
  const contact = { kind: 'phone', value: own.phone };
  const byPassword = await new Visitor(town.server).post('/api/me/session/password', { contact, password: PASSWORD });
  const options = (await browser.post('/api/me/session/passkey/options', {})).body as never;
  const byPasskey = await browser.post('/api/me/session/passkey', { credential: authenticator.get(options) });
  for (const entered of [
    byCode,
    byPassword.read(endpoints.signInWithPassword),
    byPasskey.read(endpoints.signInWithPasskey),
  ])
    expect(entered.me!.account).toBe(own.me.account);
  // What the key of the other person sealed was sealed anew; with that key it is gone.
  const { rows: keys } = await town.owner.query(
    'SELECT data_key FROM persons p JOIN accounts a ON a.person_id = p.id WHERE a.id = $1',
    [other.me.account],
  );
  expect(keys).toEqual([{ data_key: null }]);
});

test('nobody merges what they have not proved, or what is their own', async () => {
  const [own, other] = [await town.arrive(), await town.arrive()];
  const contact = { kind: 'phone', value: other.phone };
  await other.visitor.send('PUT', '/api/me/password', { body: { password: PASSWORD } });
  const wrong = await own.visitor.post('/api/me/merge/plan', {
    way: 'password',
    contact,
    password: 'not-the-right-one',
  });
  const nobody = { kind: 'phone', value: town.newPhone() };
  const none = await own.visitor.post('/api/me/merge/plan', { way: 'password', contact: nobody, password: PASSWORD });
  expect([wrong.status, none.status]).toEqual([400, 400]);
  expect(wrong.problem.errors).toEqual(none.problem.errors);
  expect((await prove(own.visitor, own.phone)).status).toBe(400);
  expect((await prove(own.visitor, town.newPhone())).status).toBe(400);
  // That of one is worth nothing to another.
  const right = await own.visitor.post('/api/me/merge/plan', { way: 'password', contact, password: PASSWORD });
  const shown = right.read(endpoints.planMerge).plan!;
  const { visitor: thief } = await town.arrive();
  const stolen = await merge(thief, shown);
  expect([stolen.status, stolen.problem.reason]).toEqual([409, 'expired']);
  expect((await other.visitor.get('/api/me/devices')).status).toBe(200);
});

test('what changed since it was shown has to be looked at again', async () => {
  const [own, other] = [await town.arrive(), await town.arrive()];
  const shown = await plan(own.visitor, other.phone);
  await give(other.me.account, 'educator');
  const refused = await merge(own.visitor, shown);
  expect([refused.status, refused.problem.reason]).toEqual([409, 'difference']);
  expect(await town.lastActs(1)).toEqual(['accounts.merge.refused']);
  expect((await merge(own.visitor, await plan(own.visitor, other.phone))).status).toBe(200);
});

test('roles that are kept apart stay apart, and nobody turns out to have given themselves one', async () => {
  const cases: ((own: string, other: string) => Promise<unknown>)[] = [
    async (own, other) => [await give(own, 'system_admin'), await give(other, 'audit_admin')],
    async (own, other) => give(other, 'educator', own),
    async (own, other) => give(own, 'educator', other),
  ];
  for (const arrange of cases) {
    const [own, other] = [await town.arrive(), await town.arrive()];
    await arrange(own.me.account, other.me.account);
    const shown = await plan(own.visitor, other.phone);
    expect(shown.isApart).toBe(true);
    const refused = await merge(own.visitor, shown);
    expect([refused.status, refused.problem.reason]).toEqual([409, 'apart']);
    expect((await other.visitor.get('/api/me/devices')).status).toBe(200);
  }
});

test('the database keeps them apart by itself', async () => {
  const [own, other] = [await town.arrive(), await town.arrive()];
  await give(own.me.account, 'system_admin');
  await give(other.me.account, 'audit_admin');
  await expect(
    town.owner.query('UPDATE grants SET account_id = $1 WHERE account_id = $2', [own.me.account, other.me.account]),
  ).rejects.toMatchObject({ constraint: 'grants_apart' });
});

test('who is confirmed as somebody else is somebody else; a name that only one has is kept', async () => {
  const { version } = currentConsent('real_name');
  async function confirm({ visitor }: Arrived, idNumber: string) {
    await visitor.post('/api/me/consents', { purpose: 'real_name', version });
    return visitor.post('/api/me/real-name', { name: '王小明', idNumber });
  }
  const numbers = ['330000196002281008', '330000196002281016', '330000196002281024'];
  const { toIdNumber } = await import('../../contract/id-number.ts');
  const valid = numbers.map((number) =>
    [...'0123456789X'].map((check) => number.slice(0, 17) + check).find((one) => toIdNumber(one))!,
  );
  const [own, other, third] = [await town.arrive(), await town.arrive(), await town.arrive()];
  expect((await confirm(other, valid[0]!)).status).toBe(200);
  expect((await confirm(third, valid[1]!)).status).toBe(200);
  const shown = await plan(own.visitor, other.phone);
  expect(shown.moves.realName).toBe(true);
  const { me } = (await merge(own.visitor, shown)).read(endpoints.mergeAccounts);
  expect(me).toMatchObject({
    isVerified: true,
    realName: { name: '*小明', idNumber: `3300**********${valid[0]!.slice(-4)}` },
  });
  const refused = await prove(own.visitor, third.phone);
  expect([refused.status, refused.problem.reason]).toEqual([409, 'different_persons']);
});

interface Acts {
  principal: Arrived;
  delegate: Arrived;
  names: readonly [string, string];
}
/** Somebody lets another act for them: the id. */
async function letAct({ principal, delegate, names: [name, ownName] }: Acts): Promise<string> {
  const { version } = currentConsent('delegation');
  const wanted = { name, actions: ['details.change'], days: 9, version };
  const { code } = (await principal.visitor.post('/api/me/delegations/invitations', wanted)).read(
    endpoints.inviteDelegate,
  );
  const { delegations } = (await delegate.visitor.post('/api/me/delegations', { code, name: ownName })).read(
    endpoints.acceptInvitation,
  );
  return delegations[0]!.id;
}
const delegationsOf = async ({ visitor }: Arrived) =>
  (await visitor.get('/api/me/delegations')).read(endpoints.listDelegations).delegations;

test('who acted for one acts for both, and nobody for themselves', async () => {
  const [own, other, aunt] = [await town.arrive(), await town.arrive(), await town.arrive()];
  const ofOther = await letAct({ principal: other, delegate: aunt, names: ['爸爸', '姑姑'] });
  const byOther = await letAct({ principal: aunt, delegate: other, names: ['姑姑', '哥哥'] });
  const ofOneself = await letAct({ principal: other, delegate: own, names: ['旧号', '新号'] });
  await aunt.visitor.send('PUT', '/api/me/acting', { body: { delegation: ofOther } });
  const shown = await plan(own.visitor, other.phone);
  expect(shown.moves.delegations).toBe(3);
  expect((await merge(own.visitor, shown)).status).toBe(200);
  const found = await delegationsOf(own);
  const told = found.map(({ id, principal, delegate, isMine, isLive }) => [id, principal, delegate, isMine, isLive]);
  expect(told).toHaveLength(3);
  expect(told).toEqual(
    expect.arrayContaining([
      [ofOther, '爸爸', '姑姑', true, true],
      [byOther, '姑姑', '哥哥', false, true],
      [ofOneself, '旧号', '新号', true, false],
    ]),
  );
  // The aunt goes on, now for the account that is left.
  const { me } = (await aunt.visitor.get('/api/me')).read(endpoints.getMe);
  expect(me!.actingFor).toMatchObject({ delegation: ofOther, name: '爸爸' });
  const renamed = await aunt.visitor.send('PUT', '/api/me/acting/name', { body: { name: '老爸' } });
  expect(renamed.status).toBe(200);
  expect((await delegationsOf(own)).map(({ principal }) => principal)).toContain('老爸');
});

/** Whatever of an account another table holds: where it stays when the account is merged, and why. */
const STAYS = [
  // A later run of the move follows to the account it was merged into.
  'account_moves.account_id',
  // The merged account is what it was, to whoever looks it up.
  'accounts.merged_into',
  'accounts.person_id',
  // Who gave or confirmed a role is history.
  'grants.confirmed_by',
  'grants.granted_by',
  'delegations.made_by',
  // What was written of it is read with it, and erased with the one that is left.
  'record_keys.account_id',
  // Ended, or done with.
  'delegation_invitations.account_id',
  'challenges.account_id',
  'known_devices.account_id',
  'merges.account_id',
  'merges.other_id',
  'passkey_challenges.account_id',
  'pending_sign_ins.account_id',
  'pending_sign_ins.for_account',
  'recoveries.account_id',
  'sessions.account_id',
  // Asked for some days, by links that say for whom.
  'freshness_messages.account_id',
  'freshness_questions.account_id',
];
const MOVES = [
  'application_connections.account_id',
  ...['consents.account_id', 'contacts.account_id', 'credentials.account_id', 'grants.account_id'],
  ...['identities.account_id', 'notices.account_id', 'persons.guardian', 'uploads.account_id'],
  ...['revisions.author', 'decisions.decided_by', 'pin_events.by_account'],
  'confirmations.by_account',
  'imports.account_id',
  ...['enrolments.by_account', 'enrolments.person', 'messages.about', 'messages.account_id'],
  ...['delegations.delegate', 'delegations.principal', 'sessions.on_behalf_of'],
];
test('of every table that knows accounts or persons it is decided what becomes of its rows', async () => {
  const { rows } = await town.owner.query<{ name: string }>(`
    SELECT c.conrelid::regclass || '.' || a.attname AS name FROM pg_constraint c
      JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
    WHERE c.contype = 'f' AND c.confrelid IN ('accounts'::regclass, 'persons'::regclass) ORDER BY 1`);
  expect(rows.map(({ name }) => name)).toEqual([...STAYS, ...MOVES].sort());
});
