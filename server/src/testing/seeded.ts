import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { listMigrations, migrate, openDatabase, vacuumAnalyze, type Database } from '../db/index.ts';
import { createTestLocation } from './database.ts';

const SEED = fileURLToPath(new URL('../../../seed/dist/main.js', import.meta.url));

/** A database of its own with the demo data of a day. */
export async function openSeededDatabase(scale: number, asOf: string): Promise<Database> {
  const location = await createTestLocation();
  const database = await openDatabase(location);
  await database.relaxDurability(true);
  await migrate(database, await listMigrations());
  await promisify(execFile)(process.execPath, [SEED, 'demo', '--scale', String(scale), '--as-of', asOf], {
    env: { ...process.env, DATA_DIR: location.dataDir, DATABASE_URL: location.url ?? '' },
  });
  await vacuumAnalyze(database);
  return {
    ...database,
    async close() {
      await database.close();
      await location.remove();
    },
  };
}
