import { withActor } from '../../db/index.ts';
import { toCsvRows, toCsv } from '../../formats/csv.ts';
import { act, type Acting } from './act.ts';
import { countEntries, listEntriesUpTo, readSize } from './queries.ts';
import type { AuditEntry, AuditFilter, AuditLine } from './schema.ts';
import { toEntries, toWanted, type AuditParts } from './service.ts';

const PAGE = 500;

/** Entries by pages, oldest first, then how many there were: the record of the moment in which it was asked for. */
interface Export {
  pages: AsyncIterable<AuditEntry[]>;
  end: () => Extract<AuditLine, { end: unknown }>['end'];
}

/**
 * Nothing that stands in the record ever changes, so its size is a snapshot: pages are read one by one, each in a short
 * transaction that asks again who may, and no transaction waits for a slow reader.
 */
async function openExport({ database, keys }: AuditParts, acting: Acting, filter: AuditFilter): Promise<Export> {
  const wanted = toWanted(filter);
  const { size, span } = await act(database, acting, async (tx, note) => {
    const size = await readSize(tx);
    const { entries, first, last } = await countEntries(tx, wanted, size);
    const span = { entries, ...(first !== null && { first, last }) };
    note({ action: 'audit.export', subject: 'audit', after: { ...filter, ...span } });
    return { size, span };
  });
  const sent = { entries: 0, last: null as number | null, hash: null as string | null };
  async function* read() {
    while (sent.entries < span.entries) {
      const page = await withActor(database, acting.actor, async (tx) =>
        toEntries(tx, keys, await listEntriesUpTo(tx, wanted, { after: sent.last ?? 0, upTo: size, most: PAGE })),
      );
      const last = page.at(-1);
      // Who may no longer read it is shown nothing, which is no end.
      if (!last) throw new Error(`the export of the record ended after ${sent.entries} of ${span.entries} entries`);
      Object.assign(sent, { entries: sent.entries + page.length, last: last.seq, hash: last.hash });
      yield page;
    }
  }
  return { pages: read(), end: () => ({ ...sent, size }) };
}

/** By parts; what is said last where it cannot be read on. */
interface ExportFile {
  parts: AsyncIterable<string>;
  onBroken: () => string;
}

/** One entry a line; the last line is the end, or says that it broke off. */
export async function exportAudit(parts: AuditParts, acting: Acting, filter: AuditFilter): Promise<ExportFile> {
  const { pages, end } = await openExport(parts, acting, filter);
  const toLine = (line: AuditLine) => `${JSON.stringify(line)}\n`;
  async function* lines() {
    for await (const page of pages) yield page.map(toLine).join('');
    yield toLine({ end: end() });
  }
  return { parts: lines(), onBroken: () => toLine({ broken: end() }) };
}

const COLUMNS = [
  ...(['seq', 'at', 'actor', 'onBehalfOf', 'action', 'subject', 'before', 'after', 'reason'] as const),
  ...(['request', 'prevHash', 'hash'] as const),
];

/** The same as a table: `seq` of the last row is `end` or `broken`, `after` the counts, `hash` that of the last entry. */
export async function exportAuditCsv(parts: AuditParts, acting: Acting, filter: AuditFilter): Promise<ExportFile> {
  const { pages, end } = await openExport(parts, acting, filter);
  const toRow = (one: Partial<Record<keyof AuditEntry, unknown>>) => COLUMNS.map((column) => toText(one[column]));
  const lastRow = (seq: 'end' | 'broken') => {
    const { hash, ...after } = end();
    return toCsvRows([toRow({ seq, after, hash })]);
  };
  async function* rows() {
    yield toCsv([COLUMNS]);
    for await (const page of pages) yield toCsvRows(page.map(toRow));
    yield lastRow('end');
  }
  return { parts: rows(), onBroken: () => lastRow('broken') };
}

function toText(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
