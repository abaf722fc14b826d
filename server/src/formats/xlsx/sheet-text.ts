import { escapeText, toLetters, type ChoicePlace } from './sheet-words.ts';
import type { XlsxCell, XlsxSheet } from './workbook.ts';

const MAX_ROWS = 1_048_576;
const MAX_COLUMNS = 16_384;
const MAX_TEXT = 32_767;
const MAX_NOTE = 255;
const WIDEST = 255;
/** Characters of a column nobody gave a width; of Chinese each takes two. */
const NARROWEST = 8;
const ROOM = 3;

/** The part of a sheet, row by row. Throws RangeError where it would hold more than a spreadsheet can. */
export async function* sheetText(
  sheet: XlsxSheet,
  choices: readonly ChoicePlace[],
  { head, main }: { head: string; main: string },
): AsyncGenerator<string> {
  const { header } = sheet;
  yield `${head}<worksheet xmlns="${main}">${view(header !== undefined)}${columns(sheet)}<sheetData>`;
  let line = 0;
  if (header) yield toRow(header, ++line, 2);
  for await (const cells of sheet.rows) yield toRow(cells, ++line, 1);
  yield `</sheetData>${validations(sheet, choices)}</worksheet>`;
}

const view = (isFrozen: boolean) =>
  `<sheetViews><sheetView workbookViewId="0">${
    isFrozen ? '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>' : ''
  }</sheetView></sheetViews>`;

function columns({ header = [], widths = [] }: XlsxSheet): string {
  const count = Math.max(header.length, widths.length);
  if (count === 0) return '';
  const all = Array.from({ length: count }, (_, n) => Math.min(WIDEST, widths[n] ?? widthOf(header[n] ?? '')));
  return `<cols>${all
    .map((width, n) => `<col min="${n + 1}" max="${n + 1}" width="${width}" style="1" customWidth="1"/>`)
    .join('')}</cols>`;
}

const widthOf = (text: string) =>
  Math.max(NARROWEST, ROOM + [...text].reduce((sum, mark) => sum + (mark > '\u00FF' ? 2 : 1), 0));

function toRow(cells: readonly XlsxCell[], line: number, style: number): string {
  if (line > MAX_ROWS || cells.length > MAX_COLUMNS) throw new RangeError('a sheet holds 1048576 rows of 16384 cells');
  return `<row r="${line}">${cells.map((cell, n) => toCell(cell, `${toLetters(n)}${line}`, style)).join('')}</row>`;
}

function toCell(cell: XlsxCell, address: string, style: number): string {
  if (cell === null || cell === '') return '';
  if (typeof cell === 'number') {
    if (!Number.isFinite(cell)) throw new RangeError(`no number for a cell: ${cell}`);
    return `<c r="${address}"><v>${cell}</v></c>`;
  }
  if (cell.length > MAX_TEXT) throw new RangeError(`a cell holds ${MAX_TEXT} characters`);
  return `<c r="${address}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escapeText(cell)}</t></is></c>`;
}

/** One for each column: a second one of the same cells would count for nothing. */
function validations({ header, notes = [] }: XlsxSheet, choices: readonly ChoicePlace[]): string {
  const from = header ? 2 : 1;
  const asked = [...new Set([...choices, ...notes].map(({ column }) => column))].sort((a, b) => a - b);
  if (asked.length === 0) return '';
  const all = asked.map((column) => {
    const letters = toLetters(column);
    const choice = choices.find((one) => one.column === column);
    const note = notes.find((one) => one.column === column)?.text ?? '';
    if (note.length > MAX_NOTE) throw new RangeError(`a note holds ${MAX_NOTE} characters`);
    return (
      `<dataValidation allowBlank="1"${note && ` showInputMessage="1" prompt="${escapeText(note)}"`}` +
      `${choice ? ` type="list" showErrorMessage="1" errorStyle="${choice.isStrict ? 'stop' : 'warning'}"` : ''}` +
      ` sqref="${letters}${from}:${letters}${MAX_ROWS}">${choice ? `<formula1>${choice.cells}</formula1>` : ''}</dataValidation>`
    );
  });
  return `<dataValidations count="${all.length}">${all.join('')}</dataValidations>`;
}
