import type { Bbox } from '@zlm/tiles';
import { KIND_FILTER } from '../../contract/filter-table.ts';
import { KINDS, traitsOf, type Kind } from '../../contract/kinds.ts';
import type { Filters } from '../../contract/filters.ts';
import type { Lang } from '../../contract/lists.ts';
import type { RecordValue } from '../../db/index.ts';
import { toCsv, toCsvRows } from '../../formats/csv.ts';
import type { Crs } from '../../formats/crs.ts';
import { toDateTime } from '../../formats/shanghai-time.ts';
import { streamXlsx, type XlsxCell, type XlsxSheet } from '../../formats/xlsx/write-xlsx.ts';
import { attributionOf } from './attribution.ts';
import { columnsOf, type FileColumn } from './columns.ts';
import type { RecordRequest } from './queries.ts';
import { toCells } from './record.ts';
import { findRows, readRecords, type RecordSources } from './rows.ts';
import { createSayCells, type SayCells } from './say-cell.ts';
import { openDataTexts } from './texts.ts';

export interface FileAsked {
  filters: Filters;
  bbox?: Bbox | undefined;
  lang: Lang;
  crs: Crs;
  now: Date;
}

/** A file whose rows are read while it is sent; `count` is what a search counts. */
export interface RowFile<T> {
  count: number;
  parts: AsyncIterable<T>;
}

const headerOf = (columns: readonly FileColumn[], lang: Lang) => columns.map(({ zh, en }) => (lang === 'en' ? en : zh));

/** Throws Invalid before anything is sent. */
export async function toCsvFile(sources: RecordSources, asked: FileAsked): Promise<RowFile<string>> {
  const { catalogue, rows } = await findRows(sources.live, asked);
  const say = createSayCells(catalogue, sources.things, asked.lang);
  const kinds = new Set(asked.filters[KIND_FILTER] ?? rows.map(({ kind }) => kind));
  const columns = columnsOf(sources.things, kinds.size > 0 ? kinds : new Set(KINDS));
  async function* parts() {
    yield toCsv([headerOf(columns, asked.lang)]);
    for await (const records of readRows(sources, rows, { asked, columns, say }))
      yield toCsvRows(records.map((cells) => cells.map((cell) => (cell === null ? '' : String(cell)))));
  }
  return { count: rows.length, parts: parts() };
}

/** A sheet for each kind, and one that says what it is. Throws Invalid before anything is sent. */
export async function toXlsxFile(sources: RecordSources, asked: FileAsked): Promise<RowFile<Buffer>> {
  const { catalogue, rows } = await findRows(sources.live, asked);
  const say = createSayCells(catalogue, sources.things, asked.lang);
  const kinds = KINDS.filter((kind) => rows.some((row) => row.kind === kind));
  const sheets = kinds.map((kind): XlsxSheet => {
    const columns = columnsOf(sources.things, new Set([kind]));
    const own = rows.filter((row) => row.kind === kind);
    return {
      name: traitsOf(kind).names[asked.lang].many,
      header: headerOf(columns, asked.lang),
      rows: flatten(readRows(sources, own, { asked, columns, say })),
    };
  });
  const about = await tellAbout(sources, asked, rows.length);
  return { count: rows.length, parts: streamXlsx([...sheets, about]) };
}

async function tellAbout(
  { database }: RecordSources,
  { lang, crs, now }: FileAsked,
  count: number,
): Promise<XlsxSheet> {
  const { about } = openDataTexts(lang);
  const rows: XlsxCell[][] = [
    [about.attribution, await attributionOf(database)],
    [about.time, toDateTime(now)],
    [about.count, count],
    [about.crs, crs],
  ];
  return { name: about.title, widths: [24, 80], rows };
}

async function* flatten<T>(batches: AsyncIterable<T[]>): AsyncGenerator<T> {
  for await (const batch of batches) yield* batch;
}

async function* readRows(
  sources: RecordSources,
  rows: readonly RecordRequest[],
  { asked, columns, say }: { asked: FileAsked; columns: readonly FileColumn[]; say: SayCells },
): AsyncGenerator<(string | number | null)[][]> {
  const telling = { things: sources.things, lang: asked.lang, crs: asked.crs };
  const toRow = (kind: Kind, cells: Readonly<Record<string, RecordValue>>) => {
    const said = say(kind, cells);
    return columns.map(({ key }) => (said[key] ?? null) as string | number | null);
  };
  for await (const records of readRecords(sources, rows))
    yield records.map((record) => toRow(record.kind, toCells(record, telling)));
}
