import { listMigrations } from './db/migration-files.ts';

export const migrations = await listMigrations();
