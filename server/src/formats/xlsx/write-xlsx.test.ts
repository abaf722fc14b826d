import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readXlsx } from './index.ts';
import { streamXlsx, writeXlsx, type XlsxCell } from './write-xlsx.ts';
import { XlsxPackage } from './package.ts';

const anyCell = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom('=1+1', '_x0041_', '周一闭馆；😀', ' a\r\nb\t', '0571-88', '', '\u0000\uFFFF\uD800'),
  fc.integer({ min: -1e9, max: 1e9 }),
  fc.constantFrom(null, 0.1, 119.970123, -0, 1e-7),
);
const seen = (cell: XlsxCell): string =>
  typeof cell === 'number'
    ? cell === 1e-7
      ? '0.0000001'
      : String(cell)
    : (cell ?? '').replace(/\p{Cs}/gu, '\uFFFD').trim();
const bare = (cells: readonly string[]) => cells.slice(0, cells.findLastIndex((cell) => cell !== '') + 1);

test('our own reader finds every cell as it was given', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(anyCell, { maxLength: 30 }), { maxLength: 12 }), async (rows) => {
      const [sheet] = await readXlsx(await writeXlsx([{ name: '活动', rows }]));
      const found = new Map(sheet!.rows.map(({ line, cells }) => [line, bare(cells)]));
      for (const [n, cells] of rows.entries()) expect(found.get(n + 1) ?? []).toEqual(bare(cells.map(seen)));
    }),
    { numRuns: 60 },
  );
});

test('a template has its header, choices in a hidden sheet, notes, and no formula', async () => {
  const values = Array.from({ length: 300 }, (_, n) => `主题 & ${n}`);
  const choices = [{ column: 27, values, isStrict: true }];
  const notes = [{ column: 0, text: '必填；<30 字' }];
  const bytes = await writeXlsx([
    { name: '活动', header: ['活动名称', '费用'], rows: [['毛笔书法入门', '=50']], widths: [30], choices, notes },
    { name: '说明', rows: [] },
  ]);
  const sheets = await readXlsx(bytes);
  expect(sheets.map(({ name, isHidden }) => [name, isHidden])).toEqual([
    ['活动', false],
    ['说明', false],
    ['lists', true],
  ]);
  expect(sheets[0]!.rows).toEqual([
    { line: 1, cells: ['活动名称', '费用'] },
    { line: 2, cells: ['毛笔书法入门', '=50'] },
  ]);
  expect(sheets[2]!.rows.map(({ cells }) => cells[0])).toEqual(values);
  const told: string[] = [];
  const parts = await XlsxPackage.open(bytes);
  await parts.read('xl/worksheets/sheet1.xml', {
    open: ({ name, attributes }) => {
      if (['f', 'pane', 'dataValidation'].includes(name)) told.push(`${name} ${attributes['sqref'] ?? ''}`);
    },
  });
  expect(told).toEqual(['pane ', 'dataValidation A2:A1048576', 'dataValidation AB2:AB1048576']);
});

test('a long sheet comes in parts, equal ones for equal rows', async () => {
  async function* rows() {
    for (let n = 0; n < 20_000; n++) yield await Promise.resolve([n, `第 ${n} 行`, '文'.repeat(20)]);
  }
  const blocks: Buffer[] = [];
  for await (const block of streamXlsx([{ name: 'a', rows: rows() }])) blocks.push(block);
  expect(blocks.length).toBeGreaterThan(20);
  const bytes = Buffer.concat(blocks);
  expect((await readXlsx(bytes))[0]!.rows.at(-1)).toEqual({
    line: 20_000,
    cells: ['19999', '第 19999 行', '文'.repeat(20)],
  });
  expect((await writeXlsx([{ name: 'a', rows: rows() }])).equals(bytes)).toBe(true);
});

test.each([
  [
    'two sheets of one name',
    [
      { name: 'a', rows: [] },
      { name: 'A', rows: [] },
    ],
  ],
  ['no name of a sheet', [{ name: 'a/b', rows: [] }]],
  ['no sheet to be seen', [{ name: 'a', rows: [], isHidden: true }]],
  ['32767 characters', [{ name: 'a', rows: [['x'.repeat(32_768)]] }]],
  ['no number', [{ name: 'a', rows: [[NaN]] }]],
])('%s is refused', async (why, sheets) => {
  await expect(writeXlsx(sheets)).rejects.toThrow(why);
});
