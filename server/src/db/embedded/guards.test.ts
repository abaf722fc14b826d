import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectRunning, DataDirInUse, openDatabase, StartupError, toAppError, type Database } from '../index.ts';
import { silent } from '../logger.ts';

const STATEMENT_MS = 600;
const IDLE_MS = 700;
const LONG_STATEMENT = 'SELECT count(*) FROM generate_series(1, 60000000) a WHERE a % 7 = 3';

let root: string;
let dataDir: string;
let db: Database;
beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'zlm-guards-'));
  // Too long for a socket: most tests here go through the short folder, the crash test through the plain one.
  dataDir = path.join(root, 'd'.repeat(120));
  db = await openDatabase({ dataDir, statementMs: STATEMENT_MS, idleInTransactionMs: IDLE_MS });
  await db.pool.query('CREATE TABLE rows (i int PRIMARY KEY)');
}, 60_000);
afterAll(async () => {
  await db.close();
  await rm(root, { recursive: true, force: true });
});

const holder = async () => JSON.parse(await readFile(path.join(dataDir, 'holder.json'), 'utf8')) as { host: string };
const countRows = async () => (await db.pool.query<{ n: number }>('SELECT count(*) n FROM rows')).rows[0]!.n;
/** Opening takes longer on a busy machine than a client waits for its connection. */
const openAgain = () => expect.poll(() => db.state().reads, { timeout: 60_000 }).toBe(true);
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

test('a second holder is refused and told by whom', async () => {
  const second = openDatabase({ dataDir });
  await expect(second).rejects.toBeInstanceOf(DataDirInUse);
  await expect(second).rejects.toMatchObject({ pid: process.pid, reason: 'in-use' });
  await expect(second).rejects.toThrow(`process ${process.pid}`);
  expect((await stat(dataDir)).mode & 0o777).toBe(0o700);
  expect((await stat((await holder()).host)).mode & 0o777).toBe(0o700);
});

test('other processes reach the running database', async () => {
  const pool = (await connectRunning(dataDir, silent))!;
  expect((await pool.query('SELECT $1::int + 1 AS n', [1])).rows).toEqual([{ n: 2 }]);
  await pool.end();
  expect(await connectRunning(path.join(root, 'nobody'), silent)).toBeNull();
});

test('a socket cut inside a transaction rolls it back', async () => {
  const before = await countRows();
  const client = new pg.Client({ host: (await holder()).host, user: 'postgres', database: 'postgres' });
  client.on('error', () => undefined);
  await client.connect();
  await client.query('BEGIN');
  await client.query('INSERT INTO rows VALUES (-1)');
  (client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
  expect(await countRows()).toBe(before);
});

test('nonsense on the socket harms nobody', async () => {
  const { host } = await holder();
  const startup = Buffer.from('0000001700030000757365720070670000', 'hex');
  startup.writeInt32BE(startup.length);
  await fc.assert(
    fc.asyncProperty(fc.boolean(), fc.uint8Array({ maxLength: 200 }), async (started, bytes) => {
      const socket = connect(path.join(host, '.s.PGSQL.5432'));
      socket.on('error', () => undefined);
      if (started) socket.write(startup);
      await new Promise<void>((resolve) => socket.write(bytes, () => resolve()));
      socket.destroy();
      expect((await db.pool.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
    }),
  );
});

test('a stuck statement ends, acknowledged rows stay, the pool goes on', async () => {
  for (let i = 0; i < 50; i++) await db.pool.query('INSERT INTO rows VALUES ($1)', [i]);
  const before = await countRows();
  const stuck = db.pool.query(LONG_STATEMENT).then(() => null, toAppError);
  const bystander = db.pool.query('SELECT 1').then(() => null, toAppError);
  expect(await stuck).toMatchObject({ kind: 'unavailable', code: '57014' });
  expect(await bystander).toMatchObject({ kind: 'unavailable', code: '57P01' });
  await openAgain();
  expect(await countRows()).toBe(before);
  const again = await Promise.all(Array.from({ length: 20 }, () => db.pool.query('SELECT 1 AS one')));
  for (const { rows } of again) expect(rows).toEqual([{ one: 1 }]);
});

test('maintenance may take long, and who waits for it is not to blame', async () => {
  const long = db.maintain((client) => client.query('SELECT pg_sleep(1.5) IS NULL AS slept'));
  await sleep(100);
  expect(await countRows()).toBeGreaterThanOrEqual(50);
  expect((await long).rows).toEqual([{ slept: false }]);
});

test('a transaction left idle gives way to others', async () => {
  const idler = await db.pool.connect();
  await idler.query('BEGIN');
  await idler.query('INSERT INTO rows VALUES (1000)');
  const { rows } = await db.pool.query('SELECT FROM rows WHERE i = 1000');
  expect(rows).toEqual([]);
  expect(await idler.query('COMMIT').then(() => null, toAppError)).toMatchObject({ kind: 'unavailable' });
  idler.release(true);
  expect((await db.pool.query('SELECT FROM rows WHERE i = 1000')).rowCount).toBe(0);
});

test('a copy that the backend cannot be fed costs its client only', async () => {
  const bystander = await db.pool.connect();
  const copying = db.pool.query({ text: '/* in */ COPY rows FROM STDIN', queryMode: 'extended' } as pg.QueryConfig);
  await expect(copying).rejects.toMatchObject({ code: '0A000' });
  await expect(db.pool.query('-- in\n COPY rows FROM STDIN')).rejects.toMatchObject({ code: '57014' });
  expect((await bystander.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
  bystander.release();
});

test('named statements and settings of a gone client stay with it', async () => {
  const { host } = await holder();
  for (const name of ['a', 'b']) {
    const client = new pg.Client({ host, user: 'postgres', database: 'postgres' });
    await client.connect();
    await client.query({ name: 'same', text: `SELECT '${name}' AS v` });
    await client.query(`SET search_path = pg_catalog; CREATE TEMP TABLE mine (i int)`);
    await client.end();
  }
  expect((await db.pool.query('SHOW search_path')).rows).toEqual([{ search_path: 'public' }]);
});

test('commits are announced, relaxed or not', async () => {
  let heard = 0;
  const stop = db.onCommit(() => heard++);
  await db.relaxDurability(true);
  await db.pool.query('INSERT INTO rows VALUES (2000)');
  await expect.poll(() => heard).toBeGreaterThan(0);
  await db.relaxDurability(false);
  const before = heard;
  await db.pool.query('SELECT FROM rows');
  await sleep(50);
  expect(heard).toBe(before);
  await db.pool.query('INSERT INTO rows VALUES (2001)');
  await expect.poll(() => heard).toBeGreaterThan(before);
  stop();
});

const failure = async (options: { dataDir: string; url?: string }) => {
  const cause: unknown = await openDatabase(options).catch((error: unknown) => error);
  expect(cause).toBeInstanceOf(StartupError);
  return cause as StartupError;
};

test('what keeps a database from opening is said in a sentence', async () => {
  const file = path.join(root, 'file');
  await writeFile(file, '');
  expect(await failure({ dataDir: file })).toMatchObject({ reason: 'not-writable' });

  const old = path.join(root, 'old');
  await mkdir(path.join(old, 'pgdata'), { recursive: true });
  await writeFile(path.join(old, 'pgdata', 'PG_VERSION'), '16\n');
  const wrong = await failure({ dataDir: old });
  expect(wrong.reason).toBe('unopenable');
  expect(wrong.message).toContain('PostgreSQL 16');

  const broken = path.join(root, 'broken');
  await mkdir(path.join(broken, 'pgdata'), { recursive: true });
  await writeFile(path.join(broken, 'pgdata', 'PG_VERSION'), '18\n');
  expect(await failure({ dataDir: broken })).toMatchObject({ reason: 'unopenable' });
  expect(await connectRunning(broken, silent)).toBeNull();
}, 30_000);

test('an unreachable server is named without its password', async () => {
  const { reason, message } = await failure({ dataDir: root, url: 'postgres://me:secret@127.0.0.1:1/learning' });
  expect(reason).toBe('unreachable');
  expect(message).toContain('127.0.0.1:1');
  expect(message).not.toContain('secret');
});
