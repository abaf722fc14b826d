import type { XlsxSheet } from './workbook.ts';

/** The cells that may be chosen from. */
export interface ChoicePlace {
  column: number;
  /** `'lists'!$A$1:$A$12` */
  cells: string;
  isStrict: boolean;
}

const LISTS = 'lists';

/** What may be chosen, in a hidden sheet at the end: a list in the cell itself holds 255 characters only. */
export function placeChoices(asked: readonly XlsxSheet[]) {
  const columns: (readonly string[])[] = [];
  const places = new Map<XlsxSheet, ChoicePlace[]>();
  for (const sheet of asked) {
    const own = (sheet.choices ?? []).filter(({ values }) => values.length > 0);
    const placed = own.map(({ column, values, isStrict = false }) => {
      const letters = toLetters(columns.push(values) - 1);
      return { column, cells: `'${LISTS}'!$${letters}$1:$${letters}$${values.length}`, isStrict };
    });
    places.set(sheet, placed);
  }
  if (columns.length === 0) return { sheets: asked, places };
  const length = Math.max(...columns.map((values) => values.length));
  const rows = Array.from({ length }, (_, line) => columns.map((values) => values[line] ?? null));
  return { sheets: [...asked, { name: LISTS, isHidden: true, rows }], places };
}

/** 0 is A, 26 is AA. */
export function toLetters(column: number): string {
  const last = String.fromCharCode(65 + (column % 26));
  return column < 26 ? last : toLetters(Math.floor(column / 26) - 1) + last;
}

// What XML 1.0 cannot hold, the end of a line that it would change, and what would be read as either.
const UNHELD = /[^\P{Cc}\t\n]|[\uFFFE\uFFFF]|_(?=x[0-9A-Fa-f]{4}_)/gu;
const MARKS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text for a part; what XML cannot hold is said by its code (ECMA-376, part 1, 22.9.2.19). */
export const escapeText = (text: string): string =>
  text
    .replace(/\p{Cs}/gu, '\uFFFD')
    .replace(UNHELD, (mark) => `_x${mark.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`)
    .replace(/[&<>"]/g, (mark) => MARKS[mark]!);
