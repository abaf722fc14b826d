import { expect, test } from 'vitest';
import { findKind, SEED_KINDS, type KindName } from '../kinds/index.ts';
import { matchHeaders } from '@zlm/server/intake/headers';
import { toColumnTables, toTemplate } from './templates.ts';

// `npx vitest run seed/src/import/templates.test.ts --update` writes the files anew.
test.each(SEED_KINDS)('the template of $name is the published one', async (kind) => {
  await expect(toTemplate(kind)).toMatchFileSnapshot(`../../templates/${kind.name}.csv`);
});

test('the documented columns are those that are read', async () => {
  await expect(toColumnTables()).toMatchFileSnapshot('../../../docs/import-columns.md');
});

test.each(SEED_KINDS)('$name: no header means two columns', ({ columns }) => {
  const names = columns.flatMap(({ key, zh, en, also = [] }) => [zh, en, ...also].map((name) => [name, key]));
  const published = new Map(columns.flatMap(({ key, zh, en }) => [[zh, key] as const, [en, key] as const]));
  for (const [name, key] of names) {
    const expected = published.get(name!) ?? key;
    expect(matchHeaders([name!], columns).keys, name).toEqual([expected]);
  }
  const also = columns.flatMap(({ also = [] }) => also);
  expect(new Set(also).size).toBe(also.length);
});

test('headers are found in any width, case and with stars', () => {
  const { keys, missing, repeated, unknown } = matchHeaders(
    [' 名称* ', 'ＬＮＧ', 'Latitude', '备注', '经度'],
    findKind('places').columns,
  );
  expect(keys).toEqual(['name', 'lng', 'lat', null, 'lng']);
  expect({ missing, repeated, unknown }).toEqual({ missing: [], repeated: ['经度'], unknown: ['备注'] });
});

test.each<[KindName, string, (string | null)[]]>([
  ['institutions', '学校名称,所在地,联系电话,联系人,单位类型', ['name', 'address', 'phone', null, 'type']],
  ['institutions', '单位,所在区县,联系人', ['name', 'county', 'phone']],
  ['places', '场馆名称,经纬度,单位,开馆时间', ['name', 'coordinates', 'institution', 'opening_hours']],
  [
    'activities',
    '名称,单位,上课地点,开课时间,费用（元）,招收人数,联系电话,联系人',
    ['title', 'institution', 'place', 'times', 'price', 'capacity', 'enrol_contact', null],
  ],
  [
    'activities',
    '学校名称,报名电话,收费标准[元/期],名额(人),联系人',
    ['institution', 'enrol_contact', 'price', 'capacity', null],
  ],
  ['activities', '活动名称：,每周,联系人', ['title', 'weekdays', 'enrol_contact']],
  [
    'courses',
    '课程名称,学时（节）,开课时间,上课时间,学费（元）',
    ['title', 'hours', 'starts_on', 'timetable', 'price'],
  ],
  ['resources', '名称,时长（秒）,单位', ['title', 'duration', 'institution']],
  ['places', '县（市、区）,位置精度（米）', ['county', 'precision_m']],
])('%s: %s are known headers', (kind, headers, keys) => {
  expect(matchHeaders(headers.split(','), findKind(kind).columns).keys).toEqual(keys);
});
