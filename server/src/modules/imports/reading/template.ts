import { sql } from 'kysely';
import type { PinKind } from '../../../contract/form.ts';
import type { Lang } from '../../../contract/lists.ts';
import { withReader, type Database, type StoredThing, type Tx } from '../../../db/index.ts';
import { toCsv } from '../../../formats/csv.ts';
import { streamXlsx } from '../../../formats/xlsx/write-xlsx.ts';
import type { Column } from '../../../intake/reading/columns.ts';
import { columnsOf } from './columns-here.ts';

const examplesOf = (columns: readonly Column[]) =>
  ([0, 1] as const).map((at) => columns.map(({ examples }) => examples[at]));

/** An empty table with two rows to be deleted. */
export const readTemplate = (database: Database, kind: PinKind): Promise<string> =>
  withReader(database, async (tx) => {
    const columns = await columnsOf(tx, kind);
    return toCsv([columns.map(({ zh }) => zh), ...examplesOf(columns)]);
  });

const WORDS = {
  'zh-CN': { sheet: '导入', needed: '必填', one: '可以从列表中选', many: '可以从列表中选，几个之间用；分开' },
  en: { sheet: 'Import', needed: 'Needed', one: 'Choose from the list', many: 'From the list, several parted by ;' },
};
const LISTED = new Set(['topics', 'audiences', 'accessibility']);

/** The same as a workbook that offers the terms of each column. */
export function readWorkbook(
  { database, things }: { database: Database; things: readonly StoredThing[] },
  kind: PinKind,
  lang: Lang,
): Promise<AsyncIterable<Uint8Array>> {
  return withReader(database, async (tx) => {
    const columns = await columnsOf(tx, kind);
    const terms = await listTerms(tx, lang);
    const own: Readonly<Record<string, string>> =
      things.find((thing) => thing.kind === kind)?.record.vocabularies ?? {};
    const choices = columns.flatMap(({ key }, column) => {
      const values = terms.get(own[key] ?? key);
      return values ? [{ column, values }] : [];
    });
    const words = WORDS[lang];
    const notes = columns.flatMap(({ key, required = false }, column) => {
      const isChosen = choices.some((choice) => choice.column === column);
      const said = [required && words.needed, isChosen && (LISTED.has(key) ? words.many : words.one)].filter(Boolean);
      return said.length > 0 ? [{ column, text: said.join(' · ') }] : [];
    });
    const header = columns.map(({ zh, en }) => (lang === 'en' ? en : zh));
    return streamXlsx([{ name: words.sheet, header, rows: examplesOf(columns), choices, notes }]);
  });
}

/** Labels by vocabulary, in their order. */
async function listTerms(tx: Tx, lang: Lang): Promise<Map<string, string[]>> {
  const { rows } = await sql<{ vocabulary: string; zh: string; en: string }>`
    SELECT vocabulary, zh, en FROM terms WHERE replaced_by IS NULL ORDER BY vocabulary, position`.execute(tx);
  const labels = new Map<string, string[]>();
  for (const { vocabulary, zh, en } of rows) {
    labels.set(vocabulary, [...(labels.get(vocabulary) ?? []), lang === 'en' ? en : zh]);
  }
  return labels;
}
