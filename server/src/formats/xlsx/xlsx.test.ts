import { expect, test } from 'vitest';
import { makeXlsx, zip } from '../../testing/xlsx.ts';
import { toCellText, toLook } from './cell-text.ts';
import { readXlsx, XlsxBroken } from './index.ts';

const cellsOf = async (sheet: string, rest = {}) => (await readXlsx(makeXlsx({ sheet, ...rest })))[0]!.rows;
const broken = async (bytes: Uint8Array) => {
  const cause: unknown = await readXlsx(bytes).catch((error: unknown) => error);
  expect(cause).toBeInstanceOf(XlsxBroken);
  return (cause as XlsxBroken).reason;
};

test.each([
  ['yyyy-mm-dd', 46361, '2026-12-05'],
  ['yyyy"年"m"月"d"日";@', 46361, '2026-12-05'],
  ['m"月"d"日"', 46361, '2026-12-05'],
  ['[$-804]yyyy/m/d h:mm', 46361.375, '2026-12-05 09:00'],
  ['yyyy/m/d h:mm', 46361, '2026-12-05'],
  ['h:mm AM/PM', 0.5625, '13:30'],
  ['h"时"mm"分"', 0.375, '09:00'],
  ['[h]:mm', 1, '24:00'],
  ['h:mm', 46361.375, '09:00'],
  ['yyyy-mm-dd', 1, '1900-01-01'],
  ['yyyy-mm-dd', 61, '1900-03-01'],
  ['yyyy-mm-dd', 0, '0'],
  ['0.00_ ;[Red]\\-0.00', 12.5, '12.5'],
  ['"每天"0"元"', 30, '30'],
  ['General', 0.1 + 0.2, '0.3'],
  ['General', 13_800_000_000, '13800000000'],
  ['General', 119.9701, '119.9701'],
  ['General', 1e-7, '0.0000001'],
  ['yyyy-mm-dd', -3, '-3'],
  ['yyyy-mm-dd', 1e9, '1000000000'],
])('%s shows %d as %s', (code, number, text) => {
  expect(toCellText(String(number), toLook(164, code), false)).toBe(text);
});

test('formats with a number of their own, and days counted from 1904', () => {
  expect([14, 20, 22, 0, 4, 31, 57].map((id) => toLook(id, undefined))).toEqual([
    ...['date', 'time', 'date-time', 'number', 'number', 'date', 'date'],
  ]);
  expect(toCellText('44899', 'date', true)).toBe('2026-12-05');
});

test('cells of every kind are text as it is seen, phonetic marks left out', async () => {
  const sheet = `<row r="2"><c r="B2" t="s"><v>0</v></c><c r="D2" t="inlineStr"><is><r><t>书</t></r><r><t>法</t></r>
    <rPh sb="0" eb="1"><t>shu</t></rPh></is></c><c r="E2" t="b"><v>1</v></c><c r="F2" t="e"><v>#N/A</v></c>
    <c r="G2" t="str"><f>A1</f><v>甲_x000A_乙</v></c><c r="H2" s="1"><v>46361</v></c><c r="I2" s="9"/></row>
    <row><c><v>7</v></c></row>`;
  expect(await cellsOf(sheet, { texts: ['<r><t>古荡</t></r><r><t> 街道</t></r>'] })).toEqual([
    { line: 2, cells: ['', '古荡 街道', '', '书法', '是', '', '甲\n乙', '2026-12-05'] },
    { line: 3, cells: ['7'] },
  ]);
});

test('a merged cell speaks for all of its cells, and no further than there are rows', async () => {
  const cell = (r: string, text: string) => `<c r="${r}" t="inlineStr"><is><t>${text}</t></is></c>`;
  const sheet = `<row r="1">${cell('A1', '西湖区')}${cell('B1', '甲')}</row><row r="2">${cell('B2', '乙')}</row>
    <row r="3"><c r="A3"/>${cell('B3', '丙')}</row>`;
  const after = '<mergeCells><mergeCell ref="A1:A1048576"/></mergeCells>';
  expect((await cellsOf(sheet, { after })).map(({ cells }) => cells)).toEqual([
    ['西湖区', '甲'],
    ['西湖区', '乙'],
    ['西湖区', '丙'],
  ]);
});

test('hidden sheets say so', async () => {
  expect((await readXlsx(makeXlsx({ sheet: '', state: 'hidden' })))[0]).toMatchObject({ isHidden: true, rows: [] });
});

test('hostile workbooks are refused before they are unpacked', async () => {
  const far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>';
  expect(await broken(makeXlsx({ sheet: far }))).toBe('too-large');
  expect(await broken(makeXlsx({ sheet: `<row r="1">${' '.repeat(40 * 1024 * 1024)}</row>` }))).toBe('too-large');
  expect(await broken(zip({ 'a.xml': '1' }))).toBe('unreadable');
  const many = Object.fromEntries(Array.from({ length: 2_001 }, (_, n) => [`${n}`, '']));
  expect(await broken(zip(many))).toBe('too-large');
  expect(await broken(Uint8Array.from([0x50, 0x4b, 3, 4, 0, 0]))).toBe('unreadable');
  const entities = '<!DOCTYPE x [<!ENTITY a "1"><!ENTITY b "&a;&a;">]>';
  expect(await broken(makeXlsx({ sheet: '', before: entities }))).toBe('unreadable');
  expect(await broken(makeXlsx({ sheet: '<row r="1"><c r="A1"><v>1</row>' }))).toBe('unreadable');
  expect(await broken(makeXlsx({ sheet: '<row r="1"><c r="1A"><v>1</v></c></row>' }))).toBe('unreadable');
});

test('more than was declared does not come out of it', async () => {
  const bytes = Buffer.from(makeXlsx({ sheet: `<row r="1">${'x'.repeat(100_000)}</row>` }));
  // The size of the last entry in the central directory, which is the sheet.
  const at = bytes.lastIndexOf(Buffer.from('PK\u0001\u0002', 'latin1'));
  bytes.writeUInt32LE(10, at + 24);
  expect(await broken(bytes)).toBe('unreadable');
});
