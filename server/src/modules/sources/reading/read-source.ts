import type pg from 'pg';
import { KINDS } from '../../../contract/kinds.ts';
import { BrokenFile } from '../../../intake/broken-file.ts';
import { wholeOf } from '../../../intake/feed/records.ts';
import { BadWalk, CursorRefused, walk } from '../../../intake/feed/walk.ts';
import { readRpdePage, type RpdeItem } from '../../../formats/rpde.ts';
import type { Issue } from '../../../intake/reading/issues.ts';
import type { Reference } from '../../../intake/reading/reference.ts';
import type { ReadOptions } from '../../../intake/read-file.ts';
import { readInWorker } from '../../../intake/reading-thread.ts';
import { idOfDraft } from '../../../intake/resolve/index.ts';
import type { Sheet, Sheets } from '../../../intake/sheet/sheet.ts';
import { NotReached } from '../fetching.ts';
import { stage, stageAbsent, type Came } from './stage.ts';
import type { SourceToRead } from './source.ts';

const LOT = 500;
const LIMITS = { longestMs: 60_000, memoryMb: 512 };
/** Pages of one run, and of a preview, which shows what there is rather than all of it. */
const MOST_PAGES = { run: 2_000, preview: 4 };

export interface Reading {
  client: pg.Client;
  source: SourceToRead;
  sheet: Sheet;
  sheets: Sheets;
  reference: Reference;
  today: string;
  signal: AbortSignal;
  isPreview: boolean;
  fetchBytes: (url: string, signal: AbortSignal) => Promise<Uint8Array>;
  /** After each page, when it is kept. */
  onPage: (read: number, rejected: number) => Promise<void>;
}
export interface ReadSource {
  /** To its end. */
  isAtEnd: boolean;
  licence: string | null;
}

/** Fetches what is new of a source and keeps it, page by page. Throws NotReached, BadWalk, BrokenFile, TooLong. */
export const readSource = (reading: Reading): Promise<ReadSource> =>
  reading.source.format === 'rpde' ? readPages(reading) : readWholeFile(reading);

async function readPages(reading: Reading): Promise<ReadSource> {
  const { source, signal, fetchBytes, isPreview } = reading;
  const first = new URL(source.url).href;
  const readPage = async (url: string) => {
    signal.throwIfAborted();
    try {
      return readRpdePage(await fetchBytes(url, signal));
    } catch (cause) {
      if (cause instanceof NotReached && cause.isForgotten && url !== first) throw new CursorRefused();
      throw cause;
    }
  };
  let licence: string | null = null;
  let from = source.cursor ?? first;
  for (;;) {
    // Whatever is read from the first page on may be another feed than before.
    if (from === first) await beginAnew(reading);
    try {
      for await (const step of walk({ from, readPage, mostPages: isPreview ? MOST_PAGES.preview : MOST_PAGES.run })) {
        licence = step.page.license ?? licence;
        const came = await readItems(reading, step.page.items);
        const whole = wholeOf({ epoch: source.epoch, beganAtFirst: !source.is_whole, reachedLast: step.isLast });
        const rejected = await inTransaction(reading.client, async (tx) => {
          const unreadable = await stage(tx, source, came);
          if (whole) await stageAbsent(tx, source, whole);
          await keepCursor(tx, source, { cursor: step.next, isWhole: source.is_whole || whole !== null });
          return unreadable;
        });
        if (whole) source.is_whole = true;
        await reading.onPage(came.length, rejected);
        if (step.isLast) return { isAtEnd: true, licence };
      }
      return { isAtEnd: false, licence };
    } catch (cause) {
      if (!(cause instanceof CursorRefused)) throw cause;
      from = first;
    }
  }
}

async function beginAnew({ client, source }: Reading): Promise<void> {
  const { rows } = await client.query<{ epoch: number }>(
    'UPDATE sources SET epoch = epoch + 1, is_whole = false, cursor = NULL WHERE id = $1 RETURNING epoch',
    [source.id],
  );
  if (!rows[0]) throw new BadWalk('not_a_feed');
  [source.epoch, source.is_whole] = [rows[0].epoch, false];
}
const keepCursor = (tx: pg.Client, { id }: SourceToRead, { cursor, isWhole }: { cursor: string; isWhole: boolean }) =>
  tx.query('UPDATE sources SET cursor = $2, is_whole = $3 WHERE id = $1', [id, cursor, isWhole]);

/** Items of other kinds than the one of the source are for another source. */
const isOfKind = ({ kind }: RpdeItem, wanted: string) =>
  kind === wanted || !(KINDS as readonly string[]).includes(kind);

async function readItems(reading: Reading, all: readonly RpdeItem[]): Promise<Came[]> {
  const items = all.filter((item) => isOfKind(item, reading.source.kind));
  const told = items.filter(({ data }) => data !== null);
  const said = await readDrafts(reading, told);
  return items.map((item) => ({
    record: item.id,
    modified: item.modified,
    said: item.data === null ? null : said[told.indexOf(item)]!,
    title: nameOf(item.data),
  }));
}
const nameOf = (data: RpdeItem['data']): string | undefined => {
  const name = data?.['name'] ?? data?.['title'];
  return typeof name === 'string' ? name : undefined;
};
async function readDrafts(reading: Reading, items: readonly RpdeItem[]): Promise<NonNullable<Came['said']>[]> {
  if (items.length === 0) return [];
  const bytes = Buffer.from(JSON.stringify(items.map(({ id, data }) => ({ id, data }))));
  const { drafts, rejected } = await readInWorker(
    { ...optionsOf(reading), bytes, format: 'records' },
    limitsOf(reading),
  );
  return items.map((_, at) => {
    const why = rejected.filter(({ line }) => line === at + 1);
    return why.length > 0
      ? { drafts: [], problems: why }
      : { drafts: drafts.filter(({ line }) => line === at + 1), problems: [] };
  });
}

const optionsOf = ({ sheet, sheets, source, today, reference }: Reading): Omit<ReadOptions, 'bytes' | 'format'> => ({
  ...{ kind: sheet, sheets, sheet: null, crs: source.crs, lang: 'zh' as const, today, reference },
});
const limitsOf = ({ signal }: Reading) => ({ ...LIMITS, signal });

/** A file is all there is: what it does not have is gone. */
async function readWholeFile(reading: Reading): Promise<ReadSource> {
  const { client, source, sheet, signal, fetchBytes } = reading;
  const bytes = await fetchBytes(source.url, signal);
  const format = source.format as 'icalendar' | 'geojson';
  const file = await readInWorker({ ...optionsOf(reading), bytes, format }, limitsOf(reading)).catch(
    (cause: unknown) => {
      // All may be over; a feed that is cut off is no such file.
      if (cause instanceof BrokenFile && cause.reason === 'no-rows')
        return { drafts: [], rejected: [], rows: [], headers: [] };
      throw cause;
    },
  );
  await beginAnew(reading);
  const came = new Map<string, Came>();
  const add = (record: string, drafts: Came['said']) => {
    const one = came.get(record)?.said;
    if (one && drafts) one.drafts.push(...drafts.drafts);
    else came.set(record, { record, modified: '0', said: drafts });
  };
  for (const draft of file.drafts) add(idOfDraft(draft, sheet), { drafts: [draft], problems: [] });
  const cellOf = (line: number, ...columns: string[]): string | undefined => {
    const at = file.headers.findIndex(({ column }) => column !== null && columns.includes(column));
    return file.rows.find((row) => row.line === line)?.cells[at] || undefined;
  };
  for (const [line, problems] of byLine(file.rejected)) {
    const record = cellOf(line, 'id') ?? `#${line}`;
    came.set(record, { record, modified: '0', said: { drafts: [], problems }, title: cellOf(line, 'title', 'name') });
  }
  const all = [...came.values()];
  const whole = wholeOf({ epoch: source.epoch, beganAtFirst: true, reachedLast: true })!;
  for (let at = 0; at < all.length || at === 0; at += LOT) {
    signal.throwIfAborted();
    const isLast = at + LOT >= all.length;
    const rejected = await inTransaction(client, async (tx) => {
      const unreadable = await stage(tx, source, all.slice(at, at + LOT));
      if (isLast) await stageAbsent(tx, source, whole);
      return unreadable;
    });
    await reading.onPage(Math.min(LOT, all.length - at), rejected);
  }
  return { isAtEnd: true, licence: null };
}
function byLine(issues: readonly Issue[]): Map<number, Issue[]> {
  const lines = new Map<number, Issue[]>();
  for (const issue of issues) lines.set(issue.line, [...(lines.get(issue.line) ?? []), issue]);
  return lines;
}

async function inTransaction<T>(client: pg.Client, run: (tx: pg.Client) => Promise<T>): Promise<T> {
  await client.query('BEGIN');
  try {
    const answer = await run(client);
    await client.query('COMMIT');
    return answer;
  } catch (cause) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw cause;
  }
}
