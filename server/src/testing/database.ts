import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { openDatabase, type Database, type DatabaseOptions } from '../db/index.ts';

export interface TestDatabase extends Database {
  /** Where the embedded database lies. */
  dataDir: string;
}

/** TEST_DATABASE_URL names a server whose role may create databases; without it tests run on the embedded one. */
export const testUrl = process.env.TEST_DATABASE_URL;

/** Where an empty database of its own may be opened. */
export interface TestLocation {
  url: string | undefined;
  dataDir: string;
  remove: () => Promise<void>;
}

export async function createTestLocation(): Promise<TestLocation> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'zlm-test-'));
  const name = `zlm_${path.basename(dataDir).slice(9).toLowerCase()}_${process.pid}`;
  if (testUrl) await onServer(testUrl, `CREATE DATABASE ${name}`);
  return {
    url: testUrl && withName(testUrl, name),
    dataDir,
    async remove() {
      if (testUrl) await onServer(testUrl, `DROP DATABASE ${name} WITH (FORCE)`);
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** An empty database of its own, gone after `close`. */
export async function openTestDatabase(options: Partial<DatabaseOptions> = {}): Promise<TestDatabase> {
  const { url, dataDir, remove } = await createTestLocation();
  const database = await openDatabase({ url, dataDir, ...options });
  await database.relaxDurability(true);
  return {
    ...database,
    dataDir,
    async close() {
      await database.close();
      await remove();
    },
  };
}

async function onServer(url: string, sql: string) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(sql).finally(() => client.end());
}

function withName(url: string, name: string) {
  const renamed = new URL(url);
  renamed.pathname = `/${name}`;
  return renamed.href;
}
