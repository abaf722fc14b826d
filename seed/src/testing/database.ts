import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { listMigrations, migrate, openDatabase } from '@zlm/server/db';
import type { Database } from '@zlm/server/db';
import pg from 'pg';

/** TEST_DATABASE_URL names a server whose role may create databases; without it tests run on the embedded one. */
const serverUrl = process.env.TEST_DATABASE_URL;

/** A database of its own with all tables and no rows, gone after `close`. */
export async function openTestDatabase(): Promise<Database> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'zlm-seed-'));
  const name = path.basename(dataDir).toLowerCase().replace(/\W/g, '_') + `_${process.pid}`;
  if (serverUrl) await onServer(serverUrl, `CREATE DATABASE ${name}`);
  const database = await openDatabase({ url: serverUrl && withName(serverUrl, name), dataDir });
  await database.relaxDurability(true);
  await migrate(database, await listMigrations());
  return {
    ...database,
    async close() {
      await database.close();
      if (serverUrl) await onServer(serverUrl, `DROP DATABASE ${name} WITH (FORCE)`);
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function onServer(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(sql).finally(() => client.end());
}

function withName(url: string, name: string): string {
  const renamed = new URL(url);
  renamed.pathname = `/${name}`;
  return renamed.href;
}
