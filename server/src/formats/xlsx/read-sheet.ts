import { XlsxBroken } from './broken.ts';
import { toCellText, type NumberLook } from './cell-text.ts';
import type { Element, XlsxPackage } from './package.ts';

const MAX_CELLS = 5_000_000;
const MAX_COLUMNS = 512;
/** What a cell of a spreadsheet can hold. */
const MAX_TEXT = 32_767;

export interface SheetRow {
  /** As the spreadsheet numbers it, from 1. */
  line: number;
  cells: string[];
}
export interface Facts {
  texts: readonly string[];
  /** By the number of a cell's style. */
  looks: readonly NumberLook[];
  is1904: boolean;
}
interface Range {
  top: number;
  bottom: number;
  left: number;
  right: number;
}

/** The rows of one sheet that have something in them; a merged cell says the same in all of its cells. Throws `XlsxBroken`. */
export async function readSheet(parts: XlsxPackage, name: string, facts: Facts): Promise<SheetRow[]> {
  const rows = new Map<number, string[]>();
  const merged: Range[] = [];
  let [line, column, cells] = [0, -1, 0];
  let cell: Element['attributes'] = {};
  let said = '';
  let isSaying = false;
  let isPhonetic = false;

  function keep(): void {
    const text = toText(cell, said, facts);
    if (text === '') return;
    if (++cells > MAX_CELLS || column >= MAX_COLUMNS) throw new XlsxBroken('too-large');
    let row = rows.get(line);
    if (!row) rows.set(line, (row = []));
    while (row.length < column) row.push('');
    row[column] = text;
  }
  await parts.read(name, {
    open({ name, attributes }) {
      if (name === 'row') {
        line = Number(attributes['r'] ?? line + 1);
        column = -1;
      } else if (name === 'c') {
        cell = attributes;
        said = '';
        column = attributes['r'] ? toPosition(attributes['r']).column : column + 1;
      } else if (name === 'rPh') isPhonetic = true;
      else if ((name === 'v' || name === 't') && !isPhonetic) isSaying = true;
      else if (name === 'mergeCell') {
        const range = toRange(attributes['ref'] ?? '');
        if (range) merged.push(range);
      }
    },
    text(text) {
      if (isSaying && said.length < MAX_TEXT) said += text;
    },
    close(name) {
      if (name === 'v' || name === 't') isSaying = false;
      else if (name === 'rPh') isPhonetic = false;
      else if (name === 'c') keep();
    },
  });
  for (const range of merged) fill(rows, range);
  return [...rows].sort(([a], [b]) => a - b).map(([line, cells]) => ({ line, cells }));
}

/** Only rows that say something else too: a merge may reach to the end of the sheet. */
function fill(rows: Map<number, string[]>, { top, bottom, left, right }: Range): void {
  const text = rows.get(top)?.[left];
  if (text === undefined || text === '' || right >= MAX_COLUMNS) return;
  for (const [line, row] of rows) {
    if (line < top || line > bottom) continue;
    while (row.length < left) row.push('');
    for (let column = left; column <= right; column++) if (!row[column]) row[column] = text;
  }
}

function toText({ t: type, s: style }: Element['attributes'], said: string, { texts, looks, is1904 }: Facts): string {
  if (type === 's') return (texts[Number(said)] ?? '').trim();
  if (type === 'inlineStr' || type === 'str') return unescapeText(said).trim();
  if (type === 'b') return said === '1' ? '是' : '否';
  if (type === 'e') return '';
  if (type === 'd') return said.replace('T', ' ').slice(0, 16);
  return toCellText(said, looks[Number(style ?? 0)] ?? 'number', is1904);
}

/** _x000D_ stands for a character that XML cannot hold. */
export const unescapeText = (text: string): string =>
  text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));

function toPosition(address: string): { column: number; line: number } {
  const [, letters = '', digits = '0'] = /^\$?([A-Z]{1,3})\$?(\d+)$/.exec(address) ?? [];
  const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
  if (column < 0) throw new XlsxBroken('unreadable', address);
  return { column, line: Number(digits) };
}

function toRange(ref: string): Range | null {
  const [first, last] = ref.split(':');
  if (!first || !last) return null;
  const [from, to] = [toPosition(first), toPosition(last)];
  return { top: from.line, bottom: to.line, left: from.column, right: to.column };
}
