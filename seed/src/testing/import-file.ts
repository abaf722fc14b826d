import { fileURLToPath } from 'node:url';
import type { Database } from '@zlm/server/db';
import { findKind, SEED_KINDS, SHEETS, type KindName } from '../kinds/index.ts';
import { readSource } from '../import/read-source.ts';
import { runImport, type ImportOptions, type ImportResult } from '@zlm/server/intake/run-import';

export const fixture = (name: string) => fileURLToPath(new URL(`../import/fixtures/${name}`, import.meta.url));

const defaults = {
  sheets: SHEETS,
  format: 'csv',
  sheet: null,
  crs: 'GCJ02',
  source: 'test',
  dryRun: false,
  lang: 'zh',
  today: '2026-11-23',
} as const;
type Given = Partial<Omit<ImportOptions, 'kind' | 'bytes'>> & { kind: KindName };

export async function importFile(database: Database, file: string, options: Given): Promise<ImportResult> {
  return importText(database, await readSource(file), options);
}

export async function importText(database: Database, text: string | Uint8Array, options: Given): Promise<ImportResult> {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  return database.maintain((client) =>
    runImport(client, { ...defaults, ...options, kind: findKind(options.kind), bytes }),
  );
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
