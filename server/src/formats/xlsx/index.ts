import { XlsxBroken } from './broken.ts';
import { toLook, type NumberLook } from './cell-text.ts';
import { XlsxPackage } from './package.ts';
import { readSheet, unescapeText, type Facts, type SheetRow } from './read-sheet.ts';

export { XlsxBroken } from './broken.ts';
export type { SheetRow } from './read-sheet.ts';

export interface Sheet {
  name: string;
  isHidden: boolean;
  rows: SheetRow[];
}

const MAX_SHEETS = 50;
const MAX_TEXT_BYTES = 60 * 1024 * 1024;

/** Every sheet of a workbook of Office Open XML as text, as a reader of it sees its cells. Throws `XlsxBroken`. */
export async function readXlsx(bytes: Uint8Array): Promise<Sheet[]> {
  const parts = await XlsxPackage.open(bytes);
  const book = await readBook(parts);
  if (book.sheets.length === 0) throw new XlsxBroken('unreadable', 'workbook.xml');
  if (book.sheets.length > MAX_SHEETS) throw new XlsxBroken('too-large');
  const facts: Facts = { texts: await readTexts(parts), looks: await readLooks(parts), is1904: book.is1904 };
  const sheets: Sheet[] = [];
  for (const { name, isHidden, part } of book.sheets) {
    sheets.push({ name, isHidden, rows: await readSheet(parts, part, facts) });
  }
  return sheets;
}

async function readBook(parts: XlsxPackage) {
  const targets = new Map<string, string>();
  await parts.read('xl/_rels/workbook.xml.rels', {
    open({ name, attributes: { Id, Target } }) {
      if (name === 'Relationship' && Id && Target)
        targets.set(Id, Target.startsWith('/') ? Target.slice(1) : `xl/${Target}`);
    },
  });
  const sheets: { name: string; isHidden: boolean; part: string }[] = [];
  let is1904 = false;
  await parts.read('xl/workbook.xml', {
    open({ name, attributes }) {
      if (name === 'workbookPr') is1904 = /^(1|true)$/.test(attributes['date1904'] ?? '');
      const part = name === 'sheet' && targets.get(attributes['r:id'] ?? '');
      if (!part || !parts.has(part)) return;
      sheets.push({ name: attributes['name'] ?? '', isHidden: (attributes['state'] ?? 'visible') !== 'visible', part });
    },
  });
  return { sheets, is1904 };
}

async function readTexts(parts: XlsxPackage): Promise<string[]> {
  const texts: string[] = [];
  let [text, kept, isSaying, isPhonetic] = ['', 0, false, false];
  await parts.read('xl/sharedStrings.xml', {
    open({ name }) {
      if (name === 'si') text = '';
      else if (name === 'rPh') isPhonetic = true;
      else if (name === 't') isSaying = !isPhonetic;
    },
    text(more) {
      if (isSaying) text += more;
    },
    close(name) {
      if (name === 't') isSaying = false;
      else if (name === 'rPh') isPhonetic = false;
      else if (name === 'si') {
        kept += text.length;
        if (kept > MAX_TEXT_BYTES) throw new XlsxBroken('too-large');
        texts.push(unescapeText(text));
      }
    },
  });
  return texts;
}

async function readLooks(parts: XlsxPackage): Promise<NumberLook[]> {
  const codes = new Map<number, string>();
  const looks: NumberLook[] = [];
  let isCell = false;
  await parts.read('xl/styles.xml', {
    open({ name, attributes }) {
      if (name === 'numFmt') codes.set(Number(attributes['numFmtId']), attributes['formatCode'] ?? '');
      else if (name === 'cellXfs') isCell = true;
      else if (name === 'xf' && isCell) {
        const id = Number(attributes['numFmtId'] ?? 0);
        looks.push(toLook(id, codes.get(id)));
      }
    },
    close(name) {
      if (name === 'cellXfs') isCell = false;
    },
  });
  return looks;
}
