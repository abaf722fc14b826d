import type { XlsxSheet } from './workbook.ts';
import { partsOf } from './workbook-parts.ts';
import { zipParts } from './zip-parts.ts';

export type { XlsxCell, XlsxChoice, XlsxSheet } from './workbook.ts';

/**
 * A workbook of Office Open XML as it is made. Texts are inline and columns of texts are formatted so: nothing in it is a
 * formula, and nothing typed later turns into a date. What may be chosen stands in a hidden sheet. Throws RangeError where a
 * sheet would hold more than a spreadsheet can.
 */
export const streamXlsx = (sheets: readonly XlsxSheet[]): AsyncGenerator<Buffer> => zipParts(partsOf(sheets));

export async function writeXlsx(sheets: readonly XlsxSheet[]): Promise<Buffer> {
  const blocks: Buffer[] = [];
  for await (const block of streamXlsx(sheets)) blocks.push(block);
  return Buffer.concat(blocks);
}
