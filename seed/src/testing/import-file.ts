import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Database } from '@zlm/server/db';
import { findKind, SEED_KINDS, type KindName } from '../kinds/index.ts';
import { runImport, type ImportOptions, type ImportResult } from '../import/run-import.ts';

export const fixture = (name: string) => fileURLToPath(new URL(`../import/fixtures/${name}`, import.meta.url));

const defaults = {
  format: 'csv',
  crs: 'GCJ02',
  source: 'test',
  dryRun: false,
  lang: 'zh',
  today: '2026-11-23',
} as const;
type Given = Partial<Omit<ImportOptions, 'kind'>> & { kind: KindName };

export function importFile(database: Database, file: string, options: Given): Promise<ImportResult> {
  return database.maintain((client) =>
    runImport(client, { ...defaults, ...options, kind: findKind(options.kind), file }),
  );
}

export async function importText(database: Database, text: string | Uint8Array, options: Given): Promise<ImportResult> {
  const folder = await mkdtemp(path.join(tmpdir(), 'zlm-import-'));
  try {
    const file = path.join(folder, 'rows');
    await writeFile(file, text);
    return await importFile(database, file, options);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Every row of every table that an import writes. */
export async function snapshot({ pool }: Database): Promise<unknown> {
  const tables = SEED_KINDS.flatMap(({ table, partTables }) => [table, ...partTables]);
  const rows = [];
  for (const table of [...tables, 'division_boundaries']) {
    rows.push([table, (await pool.query(`SELECT t::text FROM ${table} t ORDER BY 1`)).rows]);
  }
  return rows;
}
