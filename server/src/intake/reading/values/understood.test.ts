import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { amount, LESSON_HOURS, MINUTES, PEOPLE, TIMES } from './amounts.ts';
import { parseDate, parseDates, parseDeadline } from './dates.ts';
import { readHoursCell } from './opening-hours.ts';
import { parsePhone } from './phones.ts';
import { readPriceCell } from './prices.ts';
import { parseTimes } from './times.ts';
import { parseWeekdays } from './weekdays.ts';

const TODAY = '2026-12-01';
const DAYS = '一二三四五六日';
const daysOf = (days: readonly number[]) => days.map((day) => `周${DAYS[day - 1]}`).join('、');
const withLeft = (text: string, left: readonly string[]) =>
  text + (left.length > 0 ? `（另记：${left.join('；')}）` : '');
const orNone = (value: string | number | null) => (value === null ? '不填' : String(value));

interface Section {
  title: string;
  /** The file of tests, and which of its tables. */
  of: string;
  tables: readonly number[];
  read: (cell: string) => string;
}
const SECTIONS: readonly Section[] = [
  {
    ...{ title: '费用 Prices（元 yuan）', of: 'prices', tables: [0, 1] },
    read: (cell) => {
      const { price, left } = readPriceCell(cell);
      return withLeft(price.min === price.max ? price.min : `${price.min}–${price.max}`, left);
    },
  },
  {
    ...{ title: '时间 Times of day', of: 'times', tables: [0, 1] },
    read: (cell) =>
      parseTimes(cell)
        .map(({ starts, ends }) => `${starts}–${ends}`)
        .join('；'),
  },
  { title: '日期 A day', of: 'dates', tables: [0, 1], read: (cell) => parseDate(cell, TODAY) },
  {
    ...{ title: '几个日期 Several days', of: 'dates', tables: [2, 3] },
    read: (cell) => parseDates(9, TODAY)(cell).join('、'),
  },
  { title: '报名截止 Deadlines', of: 'dates', tables: [4], read: (cell) => orNone(parseDeadline(cell, TODAY)) },
  { title: '每周 Weekdays', of: 'weekdays', tables: [0, 1], read: (cell) => daysOf(parseWeekdays(cell)) },
  {
    ...{ title: '开放时间 Opening hours', of: 'opening-hours', tables: [0, 1, 2] },
    read: (cell) => {
      const { hours, left } = readHoursCell(cell);
      const spans = hours.map(({ days, opens, closes }) => `${daysOf(days)} ${opens}–${closes}`);
      return withLeft(spans.join('；'), left);
    },
  },
  { title: '电话 Phone numbers', of: 'phones', tables: [0, 1], read: parsePhone },
  {
    ...{ title: '时长 Minutes', of: 'amounts', tables: [0, 1] },
    read: (cell) => `${orNone(amount(1, 100_000, MINUTES)(cell))} 分钟`,
  },
  {
    ...{ title: '名额 People', of: 'amounts', tables: [2, 3] },
    read: (cell) => orNone(amount(1, 100_000, PEOPLE)(cell)),
  },
  {
    title: '学时 Lesson hours',
    of: 'amounts',
    tables: [4],
    read: (cell) => orNone(amount(1, 9999, LESSON_HOURS)(cell)),
  },
  { title: '次数 Times', of: 'amounts', tables: [5], read: (cell) => orNone(amount(1, 400, TIMES)(cell)) },
];

/** The first value of each row of the tables that a file of tests walks, in their order. */
function tablesOf(name: string): string[][] {
  const text = readFileSync(new URL(`./${name}.test.ts`, import.meta.url), 'utf8');
  const tables: string[][] = [];
  const cellsOf = (node: ts.Expression): string[] => {
    if (ts.isStringLiteralLike(node)) return [node.text];
    if (ts.isArrayLiteralExpression(node)) return node.elements.flatMap(rowsOf);
    if (ts.isAsExpression(node) || ts.isParenthesizedExpression(node)) return cellsOf(node.expression);
    // …(['免费', …] as const).map(…)
    if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression))
      return cellsOf(node.expression.expression);
    return [];
  };
  const rowsOf = (row: ts.Expression): string[] => {
    if (ts.isSpreadElement(row)) return cellsOf(row.expression);
    if (!ts.isArrayLiteralExpression(row)) return cellsOf(row);
    const [first] = row.elements;
    return first && ts.isStringLiteralLike(first) ? [first.text] : [];
  };
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && node.expression.getText().startsWith('test.each') && node.arguments[0])
      if (ts.isArrayLiteralExpression(node.arguments[0])) tables.push(node.arguments[0].elements.flatMap(rowsOf));
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true));
  return tables;
}

const toCode = (cell: string) => `\`${cell.replaceAll('|', '\\|').replaceAll('\n', '⏎').trim() || '（空）'}\``;

function write({ title, of, tables, read }: Section): string {
  const all = tablesOf(of);
  const cells = [...new Set(tables.flatMap((at) => all[at]!))];
  const refused: string[] = [];
  const rows = cells.flatMap((cell) => {
    try {
      return [`| ${toCode(cell)} | ${read(cell).replaceAll('|', '\\|')} |`];
    } catch {
      refused.push(toCode(cell));
      return [];
    }
  });
  return [
    `## ${title}`,
    ['| 这样写 written | 读作 read as |', '|---|---|', ...rows].join('\n'),
    ...(refused.length > 0 ? [`不认 not understood：${refused.join(' ')}`] : []),
  ].join('\n\n');
}

const HEAD = `# 认得的写法 What is understood

Made from the tables of tests beside \`server/src/intake/reading/values\`: what stands here is tried with every change. How to import
stands in [importing-for-clerks.md](importing-for-clerks.md). Read on 2026-12-01, for days without a year.

<!-- prettier-ignore-start -->`;

// `npx vitest run server/src/intake/reading/values/understood.test.ts --update` writes the file anew.
test('the documented ways of writing are those that are read', async () => {
  const text = [HEAD, ...SECTIONS.map(write), '<!-- prettier-ignore-end -->\n'].join('\n\n');
  await expect(text).toMatchFileSnapshot('../../../../../docs/import-cells.md');
});
