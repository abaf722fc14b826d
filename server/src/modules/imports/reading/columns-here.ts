import { sql } from 'kysely';
import type { PinKind } from '../../../contract/form.ts';
import type { Lang } from '../../../contract/lists.ts';
import type { Tx } from '../../../db/index.ts';
import type { Column } from '../../../intake/reading/columns.ts';
import { loadSheets, sheetOf } from './sheets-here.ts';

/** The columns of a kind, with the lists that this installation has. */
export async function columnsOf(tx: Tx, kind: PinKind): Promise<readonly Column[]> {
  const asking = { query: (text: string) => sql.raw(text).execute(tx) };
  const sheets = await loadSheets(asking as unknown as Parameters<typeof loadSheets>[0]);
  return sheetOf(sheets, kind).columns;
}

/** What a column of a file may be taken for. */
export async function listColumns(tx: Tx, kind: PinKind, lang: Lang) {
  return (await columnsOf(tx, kind)).map(({ key, zh, en, required = false, examples }) => ({
    key,
    title: lang === 'en' ? en : zh,
    isNeeded: required,
    example: examples[0] || examples[1],
  }));
}
