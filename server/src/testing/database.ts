import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { openDatabase, type Database, type DatabaseOptions } from '../db/index.ts';
import { copyTemplate, findTemplate, withName, type Content } from './template.ts';

export interface TestDatabase extends Database {
  /** Where the embedded database lies. */
  dataDir: string;
}

/** The limit on requests, which a busy machine reaches while a test fills its tables; who tests it sets it. */
const STATEMENT_MS = 30_000;

const urls = process.env.TEST_DATABASE_URL?.split(' ').filter(Boolean) ?? [];

/**
 * TEST_DATABASE_URL names servers whose roles may create databases, one for each worker of vitest: an open transaction
 * holds back what may be followed in every database of its server. Without it tests run on the embedded one.
 */
export const testUrl = urls[(Number(process.env.VITEST_POOL_ID ?? 1) - 1) % urls.length];

/** Where a database of its own may be opened. */
export interface TestLocation {
  url: string | undefined;
  dataDir: string;
  remove: () => Promise<void>;
}

/** For an empty database, or a copy of one with this content. */
export async function createTestLocation(content: Content | null = null): Promise<TestLocation> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'zlm-test-'));
  const name = `zlm_${path.basename(dataDir).slice(9).toLowerCase()}_${process.pid}`;
  if (testUrl) {
    const template = content && (await findTemplate(content, testUrl));
    await onServer(testUrl, `CREATE DATABASE ${name} ${template ? `TEMPLATE ${template}` : ''}`);
  } else if (content) await copyTemplate(content, dataDir);
  return {
    url: testUrl && withName(testUrl, name),
    dataDir,
    async remove() {
      if (testUrl) await onServer(testUrl, `DROP DATABASE ${name} WITH (FORCE)`);
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

interface TestOptions extends Partial<DatabaseOptions> {
  content?: Content | null;
}

/** A database of its own with all tables, or the content asked for (null: empty); gone after `close`. */
export async function openTestDatabase({ content = 'tables', ...options }: TestOptions = {}): Promise<TestDatabase> {
  const { url, dataDir, remove } = await createTestLocation(content);
  const database = await openDatabase({ url, dataDir, statementMs: STATEMENT_MS, ...options });
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
