import { toCsv } from '../formats/csv.ts';
import { toRowReason, type Issue, type Lang } from './reading/issues.ts';
import type { FileHeader, FileRow } from './source-rows.ts';

const REASON: Record<Lang, string> = { zh: '原因', en: 'Reason' };
/** Of the column that a file to mend ends with; read again it is none of the file's own. */
export const isReasonHeader = (header: string): boolean => Object.values(REASON).includes(header);

export interface MendFile {
  /** The header first. */
  rows: string[][];
  /** UTF-8 with its mark, for Excel. */
  csv: Uint8Array;
}

/** The rejected rows as their author wrote them, each with what is wrong: to be mended and imported again. */
export function toMendFile(
  { headers, rows }: { headers: readonly FileHeader[]; rows: readonly FileRow[] },
  rejected: readonly Issue[],
  lang: Lang,
): MendFile {
  const reasons = new Map<number, string[]>();
  for (const issue of rejected) {
    reasons.set(issue.line, [...(reasons.get(issue.line) ?? []), toRowReason(issue, lang)]);
  }
  const joined = (line: number) => joinReasons(reasons.get(line)!, lang);
  const bad = rows.filter(({ line }) => reasons.has(line)).map(({ line, cells }) => ({ cells, reason: joined(line) }));
  const all = toMendRows(
    headers.map(({ header }) => header),
    bad,
    lang,
  );
  return { rows: all, csv: new TextEncoder().encode(toCsv(all)) };
}

export const joinReasons = (reasons: readonly string[], lang: Lang): string =>
  reasons.join(lang === 'zh' ? '；' : '; ');

/** The header first; each row with its reason behind its own cells. */
export function toMendRows(
  header: readonly string[],
  rows: readonly { cells: readonly string[]; reason: string }[],
  lang: Lang,
): string[][] {
  const width = rows.reduce((most, { cells }) => Math.max(most, cells.length), header.length);
  const toRow = (cells: readonly string[], last: string) => [
    ...Array.from({ length: width }, (_, at) => cells[at] ?? ''),
    last,
  ];
  return [toRow(header, REASON[lang]), ...rows.map(({ cells, reason }) => toRow(cells, reason))];
}
