import { readFileSync } from 'node:fs';
import { readCsvFile } from '@zlm/server/intake/formats/csv';
import { readXlsxFile } from '@zlm/server/intake/formats/xlsx';
import { RowFields } from '@zlm/server/intake/reading/fields';
import { toSentence, toSentences } from '@zlm/server/intake/reading/issues';
import type { SourceRows } from '@zlm/server/intake/source-rows';
import { expect, test } from 'vitest';
import { findKind } from '../kinds/index.ts';
import { reference } from '../testing/reference.ts';

const { columns, read } = findKind('activities');
const bytes = (ending: string) => readFileSync(new URL(`fixtures/messy-county.${ending}`, import.meta.url));

/** What is read of a file, without how its cells were written. */
function readAll(source: SourceRows) {
  const all = source.rows.map((row) => {
    const fields = new RowFields(row, (key) => source.labels.get(key) ?? key);
    const { original: _written, ...draft } = read(fields, { reference, crs: 'GCJ02', today: '2026-11-23' });
    return { draft, issues: fields.issues, warnings: fields.warnings };
  });
  const good = all.filter(({ issues }) => issues.length === 0).map(({ draft }) => draft);
  return {
    good,
    rejected: [...source.rejected, ...all.flatMap(({ issues }) => issues)],
    warnings: all.flatMap(({ warnings }) => warnings),
    unknown: source.unknownColumns,
  };
}

const csv = readAll(readCsvFile(bytes('csv'), columns));

test('of forty rows as a county writes them two are refused, each by a sentence that says what to write', () => {
  expect(csv.rejected.map((issue) => toSentence(issue, 'zh'))).toEqual([
    '第 42 行“每周”（单周三）：单双周从哪一周算起不清楚：请写“隔周三”，并把开始日期填为第一次上课的日子',
    '第 43 行“每周”（每隔两周周二）：可以是两种意思：请写“每两周”或“每三周”',
  ]);
  expect(csv.good).toHaveLength(38);
  expect(csv.unknown).toEqual(['联系人', '负责科室']);
});

test('what is left out of a row is told', () => {
  expect(toSentences(csv.warnings, 'zh')).toMatchInlineSnapshot(`
    [
      "第 6 行“费用（元）”（50元/课时）：“/课时”没有对应的栏，未导入",
      "第 8 行“费用（元）”（免费（材料费自理））：“材料费自理”没有对应的栏，未导入",
      "第 9 行“费用（元）”（200元（含教材））：“含教材”没有对应的栏，未导入",
      "第 14 行“费用（元）”（免费（材料费50元））：“材料费50元”没有对应的栏，未导入",
      "第 15 行“费用（元）”（50元起）：“起”没有对应的栏，未导入",
      "第 20 行“报名方式”（扫码报名）：与“0572-80000303转801”矛盾，这一项按未填导入",
      "第 37 行“费用（元）”（面议）：不是价格，例：免费、30、30-50，这一项按未填导入",
      "第 38 行“联系电话”（找老王）：不是电话号码，这一项按未填导入",
      "第 39 行“招收人数”（40组）：应以“人”计，这一项按未填导入",
      "第 40 行“费用（元）”（100元/月）：“/月”没有对应的栏，未导入",
    ]
  `);
});

test('cells are what they say', () => {
  const of = (title: string) => csv.good.find(({ columns: { title: own } }) => own === title)!;
  expect(of('书法基础班').columns).toMatchObject({
    ...{ capacity: 30, enrol_method: 'phone', enrol_contact: '0572-80000101', price_min: '0', format: 'course-series' },
    ...{ recurrence: 'FREQ=WEEKLY;BYDAY=WE;COUNT=12', audiences: ['seniors'], topics: ['calligraphy'] },
  });
  expect(of('合唱团').columns).toMatchObject({
    capacity: 50,
    price_max: '200',
    starts_time: '14:00',
    ends_time: '16:00',
  });
  expect(of('舞蹈晚课').columns).toMatchObject({ starts_time: '22:00', ends_time: '24:00', capacity: null });
  expect(of('剪纸体验').columns).toMatchObject({
    ...{
      price_min: '0',
      price_max: '50',
      capacity: 1_000,
      more_starts: ['14:00'],
      audiences: ['teenagers', 'parents'],
    },
  });
  expect(of('周末电影读书会').columns.session_dates).toEqual(
    ['11-28', '12-05', '12-12', '12-19', '12-26'].map((day) => `2026-${day}`),
  );
  expect(of('新农人电商').columns.enrol_deadline).toBe('2026-12-05T17:00:00+08:00');
  expect(of('普法讲堂').venues[0]?.spot?.source.map((degree) => degree.toFixed(4))).toEqual(['119.9611', '30.5392']);
});

test('the workbook says the same as the text', async () => {
  expect(readAll(await readXlsxFile(bytes('xlsx'), columns, null))).toEqual(csv);
});
