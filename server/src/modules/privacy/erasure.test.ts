import { randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { endpoints } from '../../contract.ts';
import { currentConsent, type Purpose } from '../../contract/consents.ts';
import { toIdNumber } from '../../contract/id-number.ts';
import { parseCheckpoint } from '../../crypto/checkpoint.ts';
import { openKeys, type Keys } from '../../crypto/keys.ts';
import { toBase32, totpOf } from '../../crypto/totp.ts';
import { verifyChain } from '../../crypto/verify-chain.ts';
import { Authenticator } from '../../testing/authenticator.ts';
import { foundTown, type Town } from '../../testing/people.ts';
import { Visitor } from '../../testing/visitor.ts';
import { signHead } from '../audit/checkpoints.ts';
import { keepPrivacy } from './keeping.ts';

let town: Town;
let keys: Keys;
beforeAll(async () => {
  town = await foundTown({ scale: 0.01 });
  keys = await openKeys(path.join(town.server.dataDir, 'keys.json'));
});
afterAll(() => town.close());

type Arrived = Awaited<ReturnType<Town['arrive']>>;
const turn = { now: new Date(), signal: new AbortController().signal };
const keep = () => keepPrivacy.run({ database: { pool: town.owner }, keys } as never, turn as never);
const versionOf = (purpose: Purpose) => currentConsent(purpose).version;
const idNumberOf = (start: string) =>
  [...'0123456789X'].map((check) => start + check).find((number) => toIdNumber(number) !== null)!;

/** Every column of every table as text, and every file beside the database. */
async function everything(): Promise<string> {
  const { rows } = await town.owner.query<{ name: string }>(
    "SELECT format('%I', table_name) AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'",
  );
  const texts: string[] = [];
  for (const { name } of rows)
    texts.push(...(await town.owner.query<{ t: string }>(`SELECT t::text AS t FROM ${name} t`)).rows.map(({ t }) => t));
  return [...texts, ...(await files((folder) => !folder.includes('pgdata')))].join('\n');
}
async function files(wants: (folder: string) => boolean): Promise<string[]> {
  const entries = await readdir(town.server.dataDir, { recursive: true, withFileTypes: true });
  const wanted = entries.filter((entry) => entry.isFile() && wants(entry.parentPath));
  return Promise.all(wanted.map(({ parentPath, name }) => readFile(path.join(parentPath, name), 'latin1')));
}
/** As the bytes of a file are read here. */
const asBytes = (text: string) => Buffer.from(text, 'utf8').toString('latin1');

async function agree({ visitor }: Arrived, purpose: Purpose) {
  const given = await visitor.post('/api/me/consents', { purpose, version: versionOf(purpose) });
  expect(given.status).toBe(200);
}
async function addEmail({ visitor }: Arrived, value: string) {
  const contact = { kind: 'email', value };
  const { challenge } = (await visitor.post('/api/me/contacts/codes', { contact })).read(endpoints.sendContactCode);
  const code = await town.readCode(value);
  expect((await visitor.post('/api/me/contacts', { contact, challenge, code })).status).toBe(200);
}
async function addPasskey({ visitor }: Arrived, name: string) {
  const url = town.server.url.replace('127.0.0.1', 'localhost');
  const browser = new Visitor({ url });
  browser.cookie = visitor.cookie;
  const options = (await browser.post('/api/me/passkeys/options', {})).body as never;
  const credential = new Authenticator(url).create(options);
  expect((await browser.post('/api/me/passkeys', { name, credential })).status).toBe(200);
}
async function turnOnAuthenticator({ visitor }: Arrived): Promise<string> {
  const { uri } = (await visitor.post('/api/me/authenticator/options', {})).read(endpoints.beginAuthenticator);
  const base32 = new URL(uri).searchParams.get('secret')!;
  const bits = [...base32].map((sign) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(sign).toString(2).padStart(5, '0'));
  const secret = Buffer.from(
    bits
      .join('')
      .match(/.{8}/g)!
      .map((byte) => parseInt(byte, 2)),
  );
  expect(toBase32(secret)).toBe(base32);
  const code = totpOf(secret, Math.floor(Date.now() / 30_000) - 1);
  expect((await visitor.post('/api/me/authenticator', { code })).status).toBe(200);
  return base32;
}
async function letAct(principal: Arrived, delegate: Arrived, [name, ownName]: readonly [string, string]) {
  const wanted = { name, actions: ['details.change'], days: 9, version: versionOf('delegation') };
  const invited = await principal.visitor.post('/api/me/delegations/invitations', wanted);
  const { code } = invited.read(endpoints.inviteDelegate);
  expect((await delegate.visitor.post('/api/me/delegations', { code, name: ownName })).status).toBe(200);
}
async function mergeInto(own: Arrived, other: Arrived) {
  const contact = { kind: 'phone', value: other.phone };
  const { challenge } = (await own.visitor.post('/api/me/merge/codes', { contact })).read(endpoints.sendMergeCode);
  const shown = { way: 'code', contact, challenge, code: await town.readCode(other.phone) };
  const { plan } = (await own.visitor.post('/api/me/merge/plan', shown)).read(endpoints.planMerge);
  const { merge, difference } = plan!;
  expect((await own.visitor.post('/api/me/merge', { merge, difference })).status).toBe(200);
}
async function asSecurity(): Promise<Visitor> {
  const visitor = new Visitor(town.server);
  const { accounts } = (await visitor.get('/api/demo-accounts')).read(endpoints.listDemoAccounts);
  const { account } = accounts.find(({ role }) => role === 'security_admin')!;
  expect((await visitor.post('/api/demo-accounts/session', { account })).status).toBe(200);
  return visitor;
}

/** What the friend is called, which stays theirs. */
const FRIEND = '青瓷叔叔';

/** What somebody told the product, or others told it of them. */
interface Traces {
  /** Found in a dump before the erasure. */
  kept: string[];
  /** Never written as they are. */
  sealed: string[];
}
async function liveHere(who: Arrived, friend: Arrived): Promise<Traces> {
  const { visitor, me, phone } = who;
  const email = `zisha-${me.account.slice(0, 8)}@example.org`;
  const realName = '尉迟紫砂';
  const idNumber = idNumberOf('33000019600228117');
  const reasons = ['紫砂壶来电核实', '紫砂壶带徒授课', '紫砂壶暂停一天', '紫砂壶恢复使用', '紫砂壶不再授课'];
  const calls = ['紫砂壶爷爷', '紫砂壶女儿', FRIEND, '紫砂壶侄儿', '紫砂壶孙子', '紫砂壶奶奶'];
  const other = await town.arrive();
  await other.visitor.send('PATCH', '/api/me', { body: { displayName: '紫砂壶旧号' } });
  await mergeInto(who, other);
  await visitor.send('PATCH', '/api/me', { body: { displayName: '紫砂壶' } });
  await visitor.send('PUT', '/api/me/password', { body: { password: 'tuesday-lamp-river' } });
  await addEmail(who, email);
  await addPasskey(who, '紫砂壶的手机');
  await agree(who, 'real_name');
  expect((await visitor.post('/api/me/real-name', { name: realName, idNumber })).status).toBe(200);
  await letAct(who, friend, [calls[0]!, calls[1]!]);
  await letAct(friend, who, [calls[2]!, calls[3]!]);
  const child = {
    kind: 'guardian',
    name: calls[4],
    ownName: calls[5],
    bornOn: '2018-05-06',
    actions: ['learning.read'],
  };
  const added = await visitor.post('/api/me/dependents', { ...child, version: versionOf('guardian') });
  expect(added.status).toBe(200);

  const security = await asSecurity();
  const at = `/api/accounts/${me.account}`;
  expect((await security.post(`${at}/unmask`, { reason: reasons[0] })).status).toBe(200);
  const { rows } = await town.owner.query<{ id: number }>(
    "SELECT id FROM institutions WHERE state = 'published' LIMIT 1",
  );
  const role = { role: 'educator', account: me.account, institution: rows[0]!.id, reason: reasons[1] };
  const given = (await security.post('/api/grants', role)).read(endpoints.giveGrant);
  const written = await writeHere(who, friend, rows[0]!.id);
  expect((await security.post(`${at}/suspension`, { reason: reasons[2] })).status).toBe(200);
  expect((await security.post(`${at}/resumption`, { reason: reasons[3] })).status).toBe(200);
  await visitor.signIn(phone);
  await town.owner.query(
    `INSERT INTO reports (client_key, kind, thing_id, thing_title, thing_revision, thing_updated_at, reason, body, contact, lang)
     VALUES ($1, 'activity', 1, 't', 1, now(), 'other', $2, $3, 'zh-CN')`,
    [
      randomUUID(),
      `请打 ${phone.slice(0, 3)}-${phone.slice(3, 7)} ${phone.slice(7)}，找${realName.slice(0, 1)} ${realName.slice(1)}，已经关门`,
      `微信 ${phone}`,
    ],
  );
  expect((await security.post(`/api/grants/${given.id}/end`, { reason: reasons[4] })).status).toBe(200);
  await turnOnAuthenticator(who);
  // A sign-in that waits for the second factor.
  await new Visitor(town.server).signIn(phone);
  const { rows: keyed } = await town.owner.query<{ key: Buffer }>(
    `SELECT data_key AS key FROM persons WHERE id = (SELECT person_id FROM accounts WHERE id = $1)
     UNION SELECT data_key FROM record_keys WHERE account_id IN (SELECT id FROM accounts WHERE $1 IN (id, merged_into))`,
    [me.account],
  );
  const hashes = [keys.indexOf('phone', phone), keys.indexOf('email', email), keys.indexOf('id-number', idNumber)];
  return {
    kept: [
      '紫砂壶',
      reasons[1]!,
      ...written,
      ...[...hashes, ...keyed.map(({ key }) => key)].map((bytes) => bytes.toString('hex')),
    ],
    sealed: [email, realName, idNumber, ...calls, ...reasons.filter((_, n) => n !== 1)],
  };
}

/** A draft, one that was returned and asked about again, and a decision on somebody's: all with words of theirs. */
async function writeHere(who: Arrived, friend: Arrived, institution: number): Promise<string[]> {
  const texts = ['紫砂壶的草稿', '紫砂壶的课', '紫砂壶请再看一次', '紫砂壶觉得不妥'];
  for (const [{ account }, role] of [
    [who.me, 'moderator'],
    [friend.me, 'educator'],
    [friend.me, 'moderator'],
  ] as const)
    await town.owner.query('INSERT INTO grants (account_id, role, institution_id) VALUES ($1, $2, $3)', [
      ...[account, role, institution],
    ]);
  const body = {
    ...{ topics: ['calligraphy'], format: 'lecture', mode: 'online' },
    series: { words: '', rule: null, times: [{ starts: '09:00', ends: '10:00' }], dates: ['2098-12-06'] },
  };
  const begin = async ({ visitor }: Arrived, title: string) =>
    (await visitor.post('/api/pins', { kind: 'activity', institution, body: { ...body, title } })).read(
      endpoints.beginPin,
    );
  const submit = async ({ visitor }: Arrived, { id, saved }: { id: string; saved: number }) =>
    expect((await visitor.post(`/api/pin-revisions/${id}/submission`, { saved })).status).toBe(200);
  const giveBack = async ({ visitor }: Arrived, id: string, reason: string) =>
    expect(
      (await visitor.post(`/api/moderation/revisions/${id}/decision`, { saved: 1, decision: 'return', reason })).status,
    ).toBe(200);
  await begin(who, texts[0]!);
  const asked = await begin(who, texts[1]!);
  await submit(who, asked);
  await giveBack(friend, asked.id, '请改');
  const opinion = { reason: texts[2] };
  expect((await who.visitor.post(`/api/pin-revisions/${asked.id}/second-opinion`, opinion)).status).toBe(200);
  const theirs = await begin(friend, '青瓷课');
  await submit(friend, theirs);
  await giveBack(who, theirs.id, texts[3]!);
  return texts;
}

const isIn = (dump: string, trace: string) => dump.includes(trace) || dump.includes(asBytes(trace));

/** As after so many days: all that is kept of persons is older by then. */
async function letDaysPass(days: number) {
  const { rows } = await town.owner.query<{ name: string; columns: string[] }>(
    `SELECT table_name AS name, array_agg(column_name::text) AS columns FROM information_schema.columns
       JOIN information_schema.tables USING (table_schema, table_name)
     WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND data_type = 'timestamp with time zone'
       AND is_generated = 'NEVER' AND table_name = ANY ($1) GROUP BY table_name`,
    [AGES],
  );
  for (const { name, columns } of rows) {
    const older = columns.map((column) => `${column} = ${column} - interval '${days} days'`);
    await town.owner.query(`UPDATE ${name} SET ${older.join(', ')}`);
  }
}
const AGES = [
  ...['accounts', 'acts_done', 'challenges', 'stand_in_messages', 'tries', 'pending_sign_ins', 'passkey_challenges'],
  ...['known_devices', 'notices', 'merges', 'recoveries', 'consents', 'delegation_invitations', 'sessions', 'jobs'],
];

async function publicCounts() {
  const { visitor } = await town.arrive();
  const { totals } = (await visitor.get('/api/search?limit=1')).body as { totals: unknown };
  const counted = ['institutions', 'activities', 'reports', 'places'].map((table) => town.count(table));
  return { totals, counted: await Promise.all(counted) };
}

async function verifyRecord() {
  const file = path.join(town.server.dataDir, 'checkpoints.jsonl');
  await signHead({ database: { pool: town.owner }, keys, file, clock: () => new Date() });
  const lines = (await readFile(file, 'utf8')).trim().split('\n');
  const { rows } = await town.owner.query<{ seq: number; payload: string; prev_hash: Buffer; hash: Buffer }>(
    'SELECT seq, payload, prev_hash, hash FROM audit ORDER BY seq',
  );
  const { rows: heads } = await town.owner.query<{ size: number; hash: Buffer }>('SELECT size, hash FROM audit_head');
  return verifyChain({
    entries: rows.map(({ prev_hash, ...row }) => ({ ...row, prevHash: prev_hash })),
    head: heads[0]!,
    checkpoints: lines.map((line) => parseCheckpoint(line)!),
    trusted: null,
  });
}

test('fifteen days after somebody asked for it nothing of them is found anywhere; the counts and the record stay', async () => {
  const [who, friend] = [await town.arrive(), await town.arrive()];
  const { kept, sealed } = await liveHere(who, friend);
  const before = await everything();
  for (const trace of kept) expect(isIn(before, trace), trace).toBe(true);
  for (const trace of sealed) expect(isIn(before, trace), trace).toBe(false);
  const counted = await publicCounts();
  expect((await verifyRecord()).bad).toBe(null);

  (await who.visitor.post('/api/me/erasure', {})).read(endpoints.beginErasure);
  await letDaysPass(14);
  await keep();
  expect(isIn(await everything(), kept[0]!)).toBe(true);
  await letDaysPass(2);
  await keep();

  const after = await everything();
  const masked = `${who.phone.slice(0, 3)}****${who.phone.slice(-4)}`;
  for (const trace of [...kept, ...sealed, who.phone, masked]) expect(isIn(after, trace), trace).toBe(false);
  const pages = await files((folder) => folder.includes('pgdata'));
  for (const trace of sealed)
    expect(
      pages.some((page) => page.includes(asBytes(trace))),
      trace,
    ).toBe(false);
  expect(await publicCounts()).toEqual(counted);
  const verdict = await verifyRecord();
  expect([verdict.bad, verdict.checkpoints > 1]).toEqual([null, true]);
  const { rows } = await town.owner.query(
    'SELECT state, display_name, erase_at, data_key FROM accounts a JOIN persons p ON p.id = a.person_id WHERE a.id = $1',
    [who.me.account],
  );
  expect(rows).toEqual([{ state: 'erased', display_name: null, erase_at: null, data_key: null }]);
  expect(await town.count('live_grants', `account_id = '${who.me.account}'`)).toBe(0);
  // What others are told and may look up of them is empty.
  const told = JSON.stringify((await friend.visitor.get('/api/me/data')).body);
  for (const trace of [...kept, ...sealed]) if (trace !== FRIEND) expect(told).not.toContain(trace);
  const security = await asSecurity();
  const { contacts } = (await security.get(`/api/accounts/${who.me.account}`)).read(endpoints.getAccount);
  expect(contacts).toEqual([]);
  // What the report was about is still told, and the number is free for whoever has it now.
  expect(await town.count('reports', "body LIKE '请打 …，找…，已经关门'")).toBe(1);
  expect((await town.arrive(who.phone)).me.account).not.toBe(who.me.account);
});

test('whoever signs in within the fifteen days and takes it back has everything as it was', async () => {
  const [who, friend] = [await town.arrive(), await town.arrive()];
  await settle(who, friend);
  const tell = async (visitor: Visitor) => {
    const { tables } = (await visitor.get('/api/me/data')).read(endpoints.getOwnData);
    return tables.filter(({ table }) => !MOVING.includes(table));
  };
  const [mine, theirs] = [await tell(who.visitor), await tell(friend.visitor)];
  (await who.visitor.post('/api/me/erasure', {})).read(endpoints.beginErasure);
  const listed = async ({ visitor }: Arrived) =>
    (await visitor.get('/api/me/delegations')).read(endpoints.listDelegations).delegations.map(({ isLive }) => isLive);
  expect(await listed(friend)).toContain(false);
  await letDaysPass(14);
  await keep();
  const again = await town.arrive(who.phone);
  expect(again.me.account).toBe(who.me.account);
  expect((await again.visitor.send('DELETE', '/api/me/erasure')).status).toBe(200);
  await town.owner.query("UPDATE accounts SET made_at = made_at + interval '14 days'");
  await town.owner.query("UPDATE consents SET given_at = given_at + interval '14 days'");
  expect(await tell(again.visitor)).toEqual(mine);
  await friend.visitor.signIn(friend.phone);
  expect(await tell(friend.visitor)).toEqual(theirs);
  expect(await listed(friend)).not.toContain(false);
});
/** Come and go by themselves. */
const MOVING = [
  ...['audit', 'acts_done', 'challenges', 'sessions', 'known_devices', 'notices', 'pending_sign_ins', 'merges'],
  ...['passkey_challenges', 'delegation_invitations'],
];
/** With contacts, a name and delegations both ways, and one factor to sign in by. */
async function settle(who: Arrived, friend: Arrived): Promise<void> {
  await agree(who, 'real_name');
  const idNumber = idNumberOf('33000019610228118');
  await who.visitor.send('PATCH', '/api/me', { body: { displayName: '老王' } });
  await addEmail(who, `back-${who.me.account.slice(0, 8)}@example.org`);
  await addPasskey(who, '旧手机');
  await letAct(who, friend, ['爸爸', '小红']);
  await letAct(friend, who, ['小红', '爸爸']);
  expect((await who.visitor.post('/api/me/real-name', { name: '王小明', idNumber })).status).toBe(200);
}
