import type { Part } from './zip-parts.ts';
import { sheetText } from './sheet-text.ts';
import { escapeText, placeChoices } from './sheet-words.ts';
import type { XlsxSheet } from './workbook.ts';

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const FORBIDDEN = /[\\/?*[\]:]|^'|'$/;
const LONGEST_NAME = 31;

/** The parts of a workbook (ECMA-376, part 1, 12). */
export function partsOf(asked: readonly XlsxSheet[]): Part[] {
  const { sheets, places } = placeChoices(asked);
  checkNames(sheets);
  const part = (name: string, body: string): Part => ({ name, text: [XML + body] });
  return [
    part('[Content_Types].xml', contentTypes(sheets)),
    part('_rels/.rels', relations([['officeDocument', 'xl/workbook.xml']])),
    part('xl/workbook.xml', workbook(sheets)),
    part(
      'xl/_rels/workbook.xml.rels',
      relations([
        ...sheets.map((_, n) => ['worksheet', `worksheets/sheet${n + 1}.xml`] as const),
        ['styles', 'styles.xml'],
      ]),
    ),
    part('xl/styles.xml', STYLES),
    ...sheets.map((sheet, n) => ({
      name: `xl/worksheets/sheet${n + 1}.xml`,
      text: sheetText(sheet, places.get(sheet) ?? [], { head: XML, main: MAIN }),
    })),
  ];
}

/** Throws RangeError: a spreadsheet would call the file broken. */
function checkNames(sheets: readonly XlsxSheet[]): void {
  const names = sheets.map(({ name }) => name.toLowerCase());
  const bad = sheets.find(({ name }) => name === '' || name.length > LONGEST_NAME || FORBIDDEN.test(name));
  if (bad) throw new RangeError(`no name of a sheet: ${bad.name}`);
  if (new Set(names).size < names.length) throw new RangeError('two sheets of one name');
  if (sheets.every(({ isHidden }) => isHidden)) throw new RangeError('no sheet to be seen');
}

const contentTypes = (sheets: readonly XlsxSheet[]) =>
  `<Types xmlns="${PACKAGE}/content-types">` +
  '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
  '<Default Extension="xml" ContentType="application/xml"/>' +
  `<Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/>` +
  `<Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/>` +
  sheets
    .map((_, n) => `<Override PartName="/xl/worksheets/sheet${n + 1}.xml" ContentType="${TYPE}.worksheet+xml"/>`)
    .join('') +
  '</Types>';

const relations = (targets: readonly (readonly [type: string, target: string])[]) =>
  `<Relationships xmlns="${PACKAGE}/relationships">${targets
    .map(([type, target], n) => `<Relationship Id="r${n + 1}" Type="${RELATIONS}/${type}" Target="${target}"/>`)
    .join('')}</Relationships>`;

const workbook = (sheets: readonly XlsxSheet[]) =>
  `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets>${sheets
    .map(
      ({ name, isHidden }, n) =>
        `<sheet name="${escapeText(name)}" sheetId="${n + 1}"${isHidden ? ' state="hidden"' : ''} r:id="r${n + 1}"/>`,
    )
    .join('')}</sheets></workbook>`;

/** 0 as it is typed, 1 text, 2 header. */
const STYLES =
  `<styleSheet xmlns="${MAIN}">` +
  '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>' +
  '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
  '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
  '<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>' +
  '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>' +
  '<xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/></cellXfs>' +
  '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>';
