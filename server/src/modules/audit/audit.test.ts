import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { endpoints } from '../../contract.ts';
import { signCheckpoint, toPublicKey, type Checkpoint } from '../../crypto/checkpoint.ts';
import { toProof } from '../../crypto/token.ts';
import { hashEntry } from '../../crypto/hash-chain.ts';
import { openKeys, type Keys } from '../../crypto/keys.ts';
import { verifyChain, type ChainEntry } from '../../crypto/verify-chain.ts';
import type { Database } from '../../db/index.ts';
import { parseCsv, type CsvRow } from '../../formats/csv.ts';
import { listRecord } from '../../testing/record.ts';
import { randomFrom, seed } from '../../testing/rounds.ts';
import { startTestServer, type TestServer } from '../../testing/running.ts';
import { Visitor } from '../../testing/visitor.ts';
import { exportAudit } from './export.ts';
import { RecordBroken, signHead } from './checkpoints.ts';
import type { AuditEntry, AuditLine } from './schema.ts';

let server: TestServer;
let owner: pg.Pool;
let keys: Keys;
let auditor: Visitor;
beforeAll(async () => {
  server = await startTestServer({ scale: 0, settings: { DEMO_ACCOUNTS: '1' } });
  owner = await server.openWriter();
  keys = await openKeys(join(server.dataDir, 'keys.json'));
  auditor = await signInAs('audit_admin');
  for (let n = 0; n < 20; n++) await auditor.send('PATCH', '/api/me', { body: { displayName: `=${n}` } });
});
afterAll(async () => {
  await owner.end();
  await server.close();
});

async function signInAs(role: string): Promise<Visitor> {
  const visitor = new Visitor(server);
  const { accounts } = (await visitor.get('/api/demo-accounts')).read(endpoints.listDemoAccounts);
  const { account } = accounts.find((one) => one.role === role)!;
  (await visitor.post('/api/demo-accounts/session', { account })).read(endpoints.signInAsDemo);
  return visitor;
}

const MUTATIONS = 1_000;

interface Mutated {
  entries: ChainEntry[];
  /** Of a copy put in its place the head is that of the copy. */
  head?: number;
  /** The first that is not what it was. */
  seq: number;
  from?: number;
}
type Random = (below: number) => number;
/** What somebody with the rights of the owner can do, and what the first wrong entry is, told from what was done. */
const MUTATIONS_BY_NAME: Record<string, (entries: ChainEntry[], random: Random, signed: number[]) => Mutated> = {
  payload: (entries, random) => edit(entries, random, (one) => ({ ...one, payload: bend(one.payload, random) })),
  hash: (entries, random) => edit(entries, random, (one) => ({ ...one, hash: flip(one.hash, random) })),
  prev: (entries, random) => edit(entries, random, (one) => ({ ...one, prevHash: flip(one.prevHash, random) })),
  /** With a hash of its own that is right. */
  replace: (entries, random) => edit(entries, random, (one) => rehash({ ...one, payload: bend(one.payload, random) })),
  delete(entries, random) {
    const at = random(entries.length - 1);
    return { entries: entries.toSpliced(at, 1), seq: at + 1 };
  },
  close(entries, random) {
    const at = random(entries.length - 1);
    return { entries: number(entries.toSpliced(at, 1)), seq: at + 1 };
  },
  insert(entries, random) {
    const at = random(entries.length);
    const prevHash = entries[at]!.prevHash;
    const other = rehash({ seq: at + 1, payload: bend(entries[at]!.payload, random), prevHash, hash: prevHash });
    return { entries: number(entries.toSpliced(at, 0, other)), seq: at + 1 };
  },
  swap(entries, random) {
    const [one, two] = [random(entries.length), random(entries.length - 1)];
    const other = two >= one ? two + 1 : two;
    const swapped = number(entries.with(one, entries[other]!).with(other, entries[one]!));
    return { entries: swapped, seq: Math.min(one, other) + 1 };
  },
  reverse(entries, random) {
    const at = random(entries.length - 1);
    const length = 2 + random(entries.length - at - 1);
    const turned = entries.slice(at, at + length).reverse();
    return { entries: number(entries.toSpliced(at, length, ...turned)), seq: at + 1 };
  },
  cut(entries, random) {
    const length = random(entries.length);
    return { entries: entries.slice(0, length), seq: length + 1 };
  },
  rollback(entries, random, signed) {
    const length = random(signed.at(-1)!);
    return { entries: entries.slice(0, length), head: length, seq: length + 1 };
  },
  /** Everything after it made anew, the head too: what was signed tells. */
  rewrite(entries, random, signed) {
    const at = random(signed.at(-1)!);
    const made = entries.slice(0, at);
    for (const entry of entries.slice(at)) {
      const payload = made.length === at ? bend(entry.payload, random) : entry.payload;
      made.push(rehash({ ...entry, payload, prevHash: made.at(-1)?.hash ?? entries[0]!.prevHash }));
    }
    const from = Math.max(0, ...signed.filter((size) => size <= at)) + 1;
    return { entries: made, head: made.length, seq: signed.find((size) => size > at)!, from };
  },
};
function edit(entries: ChainEntry[], random: Random, change: (entry: ChainEntry) => ChainEntry): Mutated {
  const at = random(entries.length);
  return { entries: entries.with(at, change(entries[at]!)), seq: at + 1 };
}
const rehash = (one: ChainEntry): ChainEntry => ({ ...one, hash: hashEntry(one.prevHash, one.seq, one.payload) });
const number = (entries: ChainEntry[]) => entries.map((one, at) => ({ ...one, seq: at + 1 }));
const flip = (hash: Buffer, random: Random) => {
  const bent = Buffer.from(hash);
  bent[random(32)]! ^= 1 << random(8);
  return bent;
};
/** Still canonical JSON, of another time. */
const bend = (payload: string, random: Random) =>
  payload.replace(/"at":\d+/, () => `"at":${1_000_000_000_000 + random(1_000_000_000)}`);

test('each of 1,000 random changes to real entries is found, and the right entry named first', async () => {
  const { entries, head } = await listRecord((sql) => owner.query(sql));
  expect(entries.length).toBeGreaterThan(25);
  const signed = [7, 18, entries.length];
  const checkpoints = signed.map((size) => sign(entries, size));
  const trusted = toPublicKey(keys.signing);
  expect(await verifyChain({ entries, head, checkpoints, trusted })).toMatchObject({ checkpoints: 3, bad: null });
  const next = randomFrom(seed);
  const random: Random = (below) => Math.floor(next() * below);
  const names = Object.keys(MUTATIONS_BY_NAME);
  const wrong: unknown[] = [];
  for (let n = 0; n < MUTATIONS; n++) {
    const name = names[n % names.length]!;
    const mutated = MUTATIONS_BY_NAME[name]!(entries, random, signed);
    const copy =
      mutated.head === undefined ? head : { size: mutated.head, hash: mutated.entries.at(-1)?.hash ?? head.hash };
    const { bad } = await verifyChain({ entries: mutated.entries, head: copy, checkpoints, trusted });
    const { seq, from } = mutated;
    if (bad?.seq !== seq || (from !== undefined && bad.from !== from))
      wrong.push({ name, expected: { seq, from }, bad });
  }
  expect(wrong).toEqual([]);
});

const sign = (entries: ChainEntry[], size: number): Checkpoint =>
  signCheckpoint(keys.signing, { size, hash: entries[size - 1]!.hash.toString('hex'), at: '2026-11-23T02:00:00.000Z' });

test('the head is signed once for all processes, when it moved, and never over a record that is another', async () => {
  const file = join(server.dataDir, 'signed.jsonl');
  const parts = { database: { pool: owner }, keys, file, clock: () => new Date(0) };
  const lines = async () => (await readFile(file, 'utf8')).trimEnd().split('\n');
  await auditor.send('PATCH', '/api/me', { body: { displayName: '一' } });
  const all = await Promise.all([signHead(parts), signHead(parts), signHead(parts)]);
  expect(all.filter((one) => one !== null)).toHaveLength(1);
  expect(await signHead(parts)).toBeNull();
  await auditor.send('PATCH', '/api/me', { body: { displayName: '二' } });
  // A power cut left half a line.
  await appendFile(file, '{"size":9');
  await signHead(parts);
  expect(await lines()).toHaveLength(3);
  const { entries, head } = await listRecord((sql) => owner.query(sql));
  const checkpoints = (await lines()).flatMap((line) => (line.endsWith('}') ? [JSON.parse(line) as Checkpoint] : []));
  const trusted = (await auditor.get('/api/audit/key')).read(endpoints.getAuditKey).key;
  expect(await verifyChain({ entries, head, checkpoints, trusted })).toMatchObject({ checkpoints: 2, bad: null });

  const { size } = checkpoints[1]!;
  await writeFile(file, `${JSON.stringify(signCheckpoint(keys.signing, { size, hash: 'a'.repeat(64), at: '' }))}\n`);
  await expect(signHead(parts)).rejects.toBeInstanceOf(RecordBroken);
  expect(await lines()).toHaveLength(1);
});

test('an auditor reads page by page, by who, what, whom and when; reading is an entry', async () => {
  const all: number[] = [];
  const query = '/api/audit?action=accounts.change&limit=7';
  const first = (await auditor.get(query)).read(endpoints.listAudit);
  for (let page = first; ; page = (await auditor.get(`${query}&cursor=${page.next}`)).read(endpoints.listAudit)) {
    all.push(...page.entries.map(({ seq }) => seq));
    if (page.next === null) break;
  }
  const { rows } = await owner.query<{ seq: number }>(
    "SELECT seq FROM audit WHERE action = 'accounts.change' ORDER BY seq DESC",
  );
  expect(all).toEqual(rows.map(({ seq }) => seq));
  const { actor, at, subject } = first.entries[0]!;
  const count = async (filter: string) =>
    (await auditor.get(`/api/audit?${filter}`)).read(endpoints.listAudit).entries.length;
  expect(await count(`actor=${actor}&subject=${subject}&action=accounts.change&limit=100`)).toBe(all.length);
  expect(await count(`action=accounts.change&from=${at.slice(0, 10)}&to=${at.slice(0, 10)}&limit=100`)).toBe(
    all.length,
  );
  expect(await count('action=accounts.change&to=2020-01-01')).toBe(0);
  const { size } = (await auditor.get('/api/audit?limit=1')).read(endpoints.listAudit);
  const again = (await auditor.get('/api/audit?limit=1')).read(endpoints.listAudit);
  expect(again.entries[0]).toMatchObject({ seq: size + 1, action: 'audit.read', actor });
  const one = (await auditor.get(`/api/audit/${all[0]}`)).read(endpoints.getAuditEntry);
  expect(one).toEqual(first.entries[0]);
  expect((await auditor.get('/api/audit/999999999')).status).toBe(404);
  expect((await auditor.get('/api/audit?from=yesterday')).problem.errors![0]!.field).toBe('from');
});

/** The lines of an export, the last one apart. */
async function exportLines(filter: string): Promise<{ entries: AuditEntry[]; last: AuditLine }> {
  const file = await fetch(`${server.url}/api/audit.ndjson?${filter}`, { headers: { cookie: auditor.cookie! } });
  expect([file.status, file.headers.get('content-type')]).toEqual([200, 'application/x-ndjson; charset=utf-8']);
  const lines = (await file.text()).trimEnd().split('\n');
  const all = lines.map((line) => endpoints.exportAudit.response.parse(JSON.parse(line)));
  return { entries: all.slice(0, -1) as AuditEntry[], last: all.at(-1)! };
}

test('entries are exported whole, and a table of them runs no formula', async () => {
  const filter = 'action=accounts.change';
  const { entries } = await exportLines(filter);
  expect(entries.length).toBeGreaterThan(20);
  await owner.query(
    `BEGIN; SELECT set_config('app.actor', 'system:x', true); SELECT append_audit(ARRAY['{"action":"accounts.change","actor":"system:x","at":1,"request":"=cmd()","subject":"@x"}']); COMMIT`,
  );
  const file = await fetch(`${server.url}/api/audit.csv?${filter}`, { headers: { cookie: auditor.cookie! } });
  expect(file.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  expect(file.headers.get('content-disposition')).toContain('audit.csv');
  const [{ cells: header }, ...rows] = parseCsv(await file.text()).rows as [CsvRow, ...CsvRow[]];
  expect(header.slice(0, 3)).toEqual(['seq', 'at', 'actor']);
  expect(rows).toHaveLength(entries.length + 2);
  const [last, end] = rows.slice(-2).map(({ cells }) => cells);
  expect([last![header.indexOf('request')], last![header.indexOf('subject')]]).toEqual(["'=cmd()", "'@x"]);
  expect([end![0], end!.at(-1)]).toEqual(['end', last!.at(-1)]);
});

test('a record of any length is exported as it was when asked for, in an order that the chain proves', async () => {
  const many = `BEGIN; SELECT set_config('app.actor', 'system:many', true); SELECT append_audit(ARRAY(
    SELECT '{"action":"many.made","actor":"system:many","at":' || n || ',"request":"r","subject":"many"}'
    FROM generate_series(1, 12000) n)); COMMIT`;
  await owner.query(many);
  const { entries, last } = await exportLines('actor=system:many');
  expect(entries).toHaveLength(12_000);
  entries.forEach(({ seq, prevHash }, at) => {
    const before = entries[at - 1];
    if (before) expect([seq, prevHash]).toEqual([before.seq + 1, before.hash]);
  });
  const { seq, hash } = entries.at(-1)!;
  expect(last).toMatchObject({ end: { entries: 12_000, last: seq, hash, size: seq } });
  const [noted] = (await auditor.get('/api/audit?action=audit.export&limit=1')).read(endpoints.listAudit).entries;
  expect(noted!.after).toMatchObject({ entries: 12_000, first: entries[0]!.seq, last: seq });
});

test('who loses the right meanwhile gets no more of an export, which does not pass for whole', async () => {
  const other = await signInAs('audit_admin');
  const { me } = (await other.get('/api/me')).read(endpoints.getMe);
  const proof = toProof(other.cookie!.slice(other.cookie!.indexOf('=') + 1));
  const acting = {
    actor: { kind: 'account', account: me!.account, person: '', proof, onBehalfOf: null },
    requestId: '',
  } as const;
  const parts = { database: { pool: owner } as Database, keys };
  const file = await exportAudit(parts, { ...acting, now: new Date() }, { actor: 'system:many' });
  const pages = file.parts[Symbol.asyncIterator]();
  const first = (await pages.next()).value as string;
  await other.send('DELETE', '/api/me/session');
  const cause: unknown = await pages.next().catch((error: unknown) => error);
  expect(cause).toBeInstanceOf(Error);
  const said = endpoints.exportAudit.response.parse(JSON.parse(file.onBroken()));
  expect(said).toMatchObject({ broken: { entries: first.trimEnd().split('\n').length } });
});

test('who looked at an account is told to its owner, with the reason, and to nobody else', async () => {
  const [security, resident] = [await signInAs('security_admin'), new Visitor(server)];
  const phone = '13811112222';
  const { me } = (await resident.signIn(phone)).read(endpoints.signInWithCode);
  const reason = '本人来电核实';
  const found = await security.post('/api/accounts/search', { contact: { kind: 'phone', value: phone } });
  const { account } = found.read(endpoints.findAccount);
  expect(account).toMatchObject({ id: me!.account, contacts: [{ masked: '138****2222' }] });
  expect(JSON.stringify(found.body)).not.toContain('displayName');
  const unmasked = await security.post(`/api/accounts/${me!.account}/unmask`, { reason });
  expect(unmasked.read(endpoints.unmaskAccount).contacts).toEqual([{ kind: 'phone', value: phone }]);
  const { entries } = (await resident.get('/api/me/log')).read(endpoints.getMyLog);
  expect(entries.map(({ action, by, reason }) => [action, by, reason])).toEqual([
    ['accounts.unmask', 'staff', reason],
    ['accounts.read', 'staff', null],
    ['sessions.begin', 'me', null],
  ]);
  expect(entries.every(({ subject }) => subject === 'me')).toBe(true);
  const others = (await auditor.get('/api/me/log?limit=100')).read(endpoints.getMyLog).entries;
  expect(others.filter(({ reason: told }) => told === reason)).toEqual([]);
});

test('auditors are told whether the record holds what was signed last', async () => {
  const file = join(server.dataDir, 'checkpoints.jsonl');
  const check = async () => (await auditor.get('/api/audit/check')).read(endpoints.getAuditCheck);
  await writeFile(file, '');
  expect(await check()).toMatchObject({ signed: null, isHeld: true });
  const { rows } = await owner.query<{ size: number; hash: Buffer }>('SELECT size, hash FROM audit_head');
  const { size, hash } = rows[0]!;
  const sign = (hex: string) =>
    JSON.stringify(signCheckpoint(keys.signing, { size, hash: hex, at: '2026-11-30T00:00:00Z' }));
  await writeFile(file, `${sign(hash.toString('hex'))}\n`);
  expect(await check()).toMatchObject({ signed: { size, at: '2026-11-30T08:00:00+08:00' }, isHeld: true });
  await appendFile(file, `${sign('0'.repeat(64))}\n`);
  expect((await check()).isHeld).toBe(false);
  // What is signed when the server stops follows nothing.
  await writeFile(file, '');
});
