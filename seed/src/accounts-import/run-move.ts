import type { Keys } from '@zlm/server/crypto/keys';
import type { ClientBase } from 'pg';
import { BrokenFile } from '@zlm/server/intake/broken-file';
import type { TableName } from './faults.ts';
import { readMapping } from './mapping.ts';
import { moveAccounts, type Moved } from './move.ts';
import type { MoveArguments } from './options.ts';
import { openCsvTable, openJsonTables, type Table } from './read-table.ts';
import { openReport, summarise } from './report.ts';

/** Reads all files, moves what they hold, writes the report. Throws `BrokenFile` before anything is changed. */
export async function runMove(
  client: ClientBase,
  keys: Keys,
  options: MoveArguments & { now: Date; onProgress?: (done: number) => void },
): Promise<{ moved: Moved; lines: string[] }> {
  const { apply, acceptDifferences, lang, now, onProgress } = options;
  const mapping = await readMapping(options.mapping);
  const tables = await openTables(options);
  const report = openReport(options.report, lang);
  try {
    const byName = Object.fromEntries(tables.map((table) => [table.name, table]));
    const moving = { keys, mapping, tables: byName, apply, acceptDifferences, now, note: report.note };
    const moved = await moveAccounts(client, { ...moving, ...(onProgress && { onProgress }) });
    const noted = await report.close();
    const told = { apply, acceptDifferences, lang, tables, file: options.report, ...noted };
    return { moved, lines: summarise(moved, told) };
  } catch (cause) {
    await report.close();
    throw cause;
  }
}

async function openTables({ files, json }: MoveArguments): Promise<Table[]> {
  const tables = json === null ? [] : await openJsonTables(json);
  for (const [name, file] of Object.entries(files) as [TableName, string][]) {
    if (tables.some((table) => table.name === name)) throw new BrokenFile('json', `${name} is in ${json} too`, file);
    tables.push(await openCsvTable(name, file));
  }
  if (!tables.some(({ name }) => name === 'accounts')) throw new BrokenFile('json', 'accounts are missing', json);
  return tables;
}
