import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync } from 'node:fs';
import { constants, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import pg from 'pg';
import { publishDirectory, repositoryCache } from '../db/embedded/cache.ts';
import { takeOver } from '../db/embedded/takeover.ts';
import { silent } from '../db/logger.ts';
import { listMigrations, migrate, openDatabase, vacuumAnalyze } from '../db/index.ts';
import { derived } from '../modules.ts';

/** What a database holds from the start: all tables, or demo data too. */
export type Content = 'tables' | { scale: number; asOf: string };

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const SEED = path.join(ROOT, 'seed/dist/main.js');
const FOLDER = path.join(repositoryCache, 'test-templates');
/** Whatever changes in these changes the templates; the lockfile names the version of the embedded database. */
const SOURCES = ['server/dist/db', 'server/dist/formats', 'server/dist/contract', 'seed/dist', 'seed/data'];
// Any number will do that no other program locks.
const LOCK = 7_305_022;
const SLOWEST_SEED_MS = 600_000;
const DAY_MS = 86_400_000;
const KEPT_MS = 2 * DAY_MS;

/** Puts a copy of the database into `dataDir`, as if a server had run there. */
export async function copyTemplate(content: Content, dataDir: string): Promise<void> {
  const template = path.join(FOLDER, await nameOf(content));
  const files = path.join(template, 'pgdata');
  await mkdir(template, { recursive: true });
  const letGo = await takeOver(template, { logger: silent, longestMs: SLOWEST_SEED_MS });
  try {
    if (!existsSync(files)) await makeFiles(content, files);
    await utimes(template, new Date(), new Date());
  } finally {
    await letGo();
  }
  // A third of the work of the asynchronous copy.
  cpSync(files, path.join(dataDir, 'pgdata'), { recursive: true, mode: constants.COPYFILE_FICLONE });
}

/** The name of a database to copy on the server of `url`. */
export async function findTemplate(content: Content, url: string): Promise<string> {
  const name = `zlm_template_${(await nameOf(content)).replace(/\W/g, '_')}`;
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`SELECT pg_advisory_lock(${LOCK})`);
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [name]);
    if (!rowCount) await makeOnServer(content, { client, url, name });
    return name;
  } finally {
    await client.end();
  }
}

export function withName(url: string, name: string): string {
  const renamed = new URL(url);
  renamed.pathname = `/${name}`;
  return renamed.href;
}

async function makeFiles(content: Content, files: string) {
  await publishDirectory(files, async (staging) => {
    // A short path: a socket lies in it while the database is open.
    const dataDir = await mkdtemp(path.join(FOLDER, 'new-'));
    try {
      await fill(content, { url: undefined, dataDir });
      await rename(path.join(dataDir, 'pgdata'), staging);
    } finally {
      await rm(dataDir, { recursive: true, force: true });
    }
  });
  await removeOld();
}

/** Templates that no test asked for in days: those of other days and of older sources. */
async function removeOld() {
  for (const name of await readdir(FOLDER)) {
    const template = path.join(FOLDER, name);
    const { mtimeMs } = await stat(template);
    if (Date.now() - mtimeMs > KEPT_MS) await rm(template, { recursive: true, force: true });
  }
}

async function makeOnServer(content: Content, { client, url, name }: { client: pg.Client; url: string; name: string }) {
  const unfinished = `${name}_new`;
  await client.query(`DROP DATABASE IF EXISTS ${unfinished} WITH (FORCE)`);
  await client.query(`CREATE DATABASE ${unfinished}`);
  await fill(content, { url: withName(url, unfinished), dataDir: ROOT });
  await client.query(`COMMENT ON DATABASE ${unfinished} IS '${new Date().toISOString()}'`);
  await client.query(`ALTER DATABASE ${unfinished} RENAME TO ${name}`);
  const { rows } = await client.query<{ datname: string }>(
    `SELECT datname FROM pg_database
     WHERE starts_with(datname, 'zlm_template_') AND shobj_description(oid, 'pg_database') < $1`,
    [new Date(Date.now() - KEPT_MS).toISOString()],
  );
  for (const { datname } of rows) await client.query(`DROP DATABASE ${datname}`);
}

async function fill(content: Content, where: { url: string | undefined; dataDir: string }) {
  const database = await openDatabase(where);
  try {
    await database.relaxDurability(true);
    await migrate(database, await listMigrations(), derived);
    if (content === 'tables') return;
    const { scale, asOf } = content;
    await promisify(execFile)(process.execPath, [SEED, 'demo', '--scale', String(scale), '--as-of', asOf], {
      env: { ...process.env, DATA_DIR: where.dataDir, DATABASE_URL: where.url ?? '' },
    });
    await vacuumAnalyze(database);
  } finally {
    await database.close();
  }
}

async function nameOf(content: Content): Promise<string> {
  sources ??= hashSources();
  const what = content === 'tables' ? 'tables' : `${content.asOf}-${content.scale}`;
  return `${(await sources).slice(0, 12)}-${what}`;
}
let sources: Promise<string> | undefined;

async function hashSources(): Promise<string> {
  const hash = createHash('sha256').update(await readFile(path.join(ROOT, 'pnpm-lock.yaml')));
  // Tests apply the migrations of src, which may be newer than those built.
  const modules = path.join(ROOT, 'server/src/modules');
  const migrations = (await readdir(modules)).map((name) => path.join(modules, name, 'migrations'));
  migrations.push(path.join(ROOT, 'server/src/db/migrations'));
  for (const name of await readdir(modules)) {
    const thing = path.join(modules, name, 'thing.ts');
    if (existsSync(thing)) hash.update(await readFile(thing));
  }
  for (const folder of [...SOURCES.map((source) => path.join(ROOT, source)), ...migrations]) {
    if (!existsSync(folder)) continue;
    const files = (await readdir(folder, { recursive: true })).filter((file) => /\.([jt]s|json|csv)$/.test(file));
    for (const file of files.sort()) hash.update(file).update(await readFile(path.join(folder, file)));
  }
  return hash.digest('hex');
}
