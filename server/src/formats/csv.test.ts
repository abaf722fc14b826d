import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CsvBroken, findDelimiter, fromCell, parseCsv, toCsv } from './csv.ts';

test.each([',', ';', '\t', '|'])('finds the delimiter %j', (mark) => {
  const text = `名称${mark}"a, b; c"${mark}地址\n文化馆${mark}x${mark}古荡街道\n`;
  expect(findDelimiter(text)).toBe(mark);
  expect(parseCsv(text).rows).toEqual([
    { line: 1, cells: ['名称', 'a, b; c', '地址'] },
    { line: 2, cells: ['文化馆', 'x', '古荡街道'] },
  ]);
});

test('lines are counted as an editor counts them', () => {
  const text = '\uFEFFa,b\r\n\r\n1,"two\r\nlines"\r\n,\r\n3,4\r\n"x\ny",5';
  expect(parseCsv(text).rows).toEqual([
    { line: 1, cells: ['a', 'b'] },
    { line: 3, cells: ['1', 'two\nlines'] },
    { line: 6, cells: ['3', '4'] },
    { line: 7, cells: ['x\ny', '5'] },
  ]);
});

test('rows keep their own length', () => {
  expect(parseCsv('a,b,,\n1\n1,2,3,4,5\n').rows.map(({ cells }) => cells.length)).toEqual([4, 1, 5]);
});

test.each([
  ['a,b\n1,"2\n3,4\n', [2], ['a', '3']],
  ['a,b\n1,"2"3\n3,4\n', [2], ['a', '3']],
  ['a,b\n1,"x\ny"\n"5" 寸,2\n3,4\n', [4], ['a', '1', '3']],
  ['a,b\n"1\n3,4\n5,"x\ny"\n', [2], ['a', '3', '5']],
])('a quote that stands astray costs its line: %j', (text, broken, kept) => {
  const table = parseCsv(text);
  expect(table.broken.map(({ line }) => line)).toEqual(broken);
  expect(table.rows.map(({ cells }) => cells[0])).toEqual(kept);
});

test('the delimiter may be told above, and a title may stand there', () => {
  expect(parseCsv('sep=;\r\n一,二;三\r\n').rows).toEqual([{ line: 2, cells: ['一,二', '三'] }]);
  expect(parseCsv('活动一览表\n名称;地址\n书房;古荡\n').rows[1]).toEqual({ line: 2, cells: ['名称', '地址'] });
});

test('an empty file is broken', () => {
  expect(() => parseCsv('\n \n')).toThrow(CsvBroken);
});

test('what is written is read back', () => {
  const cell = fc.string().map((text) => text.replace(/^[\s\p{Cc}=+@-]+|\0/gu, '').trim());
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1 }), (rows) => {
      const read = parseCsv(toCsv([['甲', '乙'], ...rows]));
      expect(read.rows.slice(1).map(({ cells }) => cells)).toEqual(
        rows.filter((row) => row.some((text) => text !== '')),
      );
    }),
  );
});

test('formulas are disarmed, numbers stay', () => {
  expect(toCsv([['=1+1', '-5', '-x', '@a']])).toBe("\uFEFF'=1+1,-5,'-x,'@a\r\n");
});

test('no cell begins a formula, in whatever width or behind what nobody sees', () => {
  const mark = fc.constantFrom(...'=+-@＝＋－＠﹢﹣﹦﹫');
  const unseen = fc.stringMatching(/^[ \u3000\t\u200b\u202e\ufeff]{0,3}$/);
  const start = fc.tuple(unseen, mark).map((parts) => parts.join(''));
  fc.assert(
    fc.property(fc.oneof(start, fc.constantFrom('\t', '\r', '\n')), fc.string(), (first, rest) => {
      const value = `${first}${rest}`;
      const [, [cell]] = parse(toCsv([['甲'], [value]]), { bom: true }) as [unknown, [string]];
      if (/^-[\d.]+$/.test(value)) expect(cell).toBe(value);
      else expect(cell).toBe(`'${value}`);
      expect(fromCell(cell)).toBe(value);
    }),
  );
});
