import { loadDivisions } from '../../../../../seed/src/sources/reference-files.ts';
import { expect, test } from 'vitest';
import { FORMER_DIVISIONS } from '../../../formats/former-divisions.ts';
import { findDivision, findFormer, indexDivisions } from '../division-names.ts';
import { parseDate, parseDates, parseDeadline } from './dates.ts';
import { parsePrice } from './prices.ts';
import { parseOpeningHours } from './opening-hours.ts';
import { parseTimes } from './times.ts';
import { parseWeekdays } from './weekdays.ts';

test.each([
  '2026-12-05',
  '2026/12/5',
  '2026.12.05',
  '2026年12月5日',
  '20261205',
  '２０２６－１２－０５',
  '2026/12/5 0:00:00',
])('%s is a day', (text) => expect(parseDate(text)).toBe('2026-12-05'));

test('dates are listed, spanned and sorted', () => {
  expect(parseDates(9)('2026-12-12；2026/12/5、2026年12月12日')).toEqual(['2026-12-05', '2026-12-12']);
  expect(parseDates(9)('2026-12-30至2027-1-1')).toEqual(['2026-12-30', '2026-12-31', '2027-01-01']);
  expect(parseDeadline('2026-12-05')).toBe('2026-12-05T23:59:00+08:00');
  expect(parseDeadline('2026年12月5日 17:00')).toBe('2026-12-05T17:00:00+08:00');
});

test.each([
  ['9:00-11:00', '09:00', '11:00'],
  ['14：00～16：30', '14:00', '16:30'],
  ['下午2:00-4:00', '14:00', '16:00'],
  ['上午9点至11点30分', '09:00', '11:30'],
  ['晚上7:00-8:30', '19:00', '20:30'],
  ['上午10:00-下午1:00', '10:00', '13:00'],
])('%s is from %s to %s', (text, starts, ends) => expect(parseTimes(text)).toEqual([{ starts, ends }]));

test('a day has several sessions, and the last may end on the next day when it is said', () => {
  expect(parseTimes('9:00-10:30、下午2:00-3:30；22:00-次日1:00')).toEqual([
    { starts: '09:00', ends: '10:30' },
    { starts: '14:00', ends: '15:30' },
    { starts: '22:00', ends: '01:00' },
  ]);
  for (const text of ['22:00-1:00', '9:00-次日10:00', '9:00-10:30,10:00-11:00', '22:00-次日1:00,23:00-23:30'])
    expect(() => parseTimes(text)).toThrow();
});

test.each([
  ['周三', [3]],
  ['每周二、四', [2, 4]],
  ['周一三五', [1, 3, 5]],
  ['周一至周五', [1, 2, 3, 4, 5]],
  ['星期六到星期一', [1, 6, 7]],
  ['Mon-Wed, Sunday', [1, 2, 3, 7]],
  ['周末', [6, 7]],
  ['每天', [1, 2, 3, 4, 5, 6, 7]],
])('%s is %j', (text, days) => expect(parseWeekdays(text)).toEqual(days));

test('opening hours have days, spans and breaks', () => {
  expect(parseOpeningHours('周一至周三 8:30-11:30，14:00-17:00；周末 9:00-24:00')).toEqual([
    { days: [1, 2, 3], opens: '08:30', closes: '11:30' },
    { days: [1, 2, 3], opens: '14:00', closes: '17:00' },
    { days: [6, 7], opens: '09:00', closes: '24:00' },
  ]);
  expect(parseOpeningHours('周六、周日 18:00-次日2:00')).toEqual([
    { days: [6, 7], opens: '18:00', closes: '24:00' },
    { days: [1, 7], opens: '00:00', closes: '02:00' },
  ]);
  expect(() => parseOpeningHours('周五 9:00-次日18:00')).toThrow('bad-hours');
  expect(parseOpeningHours('周五 18:00-0:00')).toEqual([{ days: [5], opens: '18:00', closes: '24:00' }]);
  expect(parseOpeningHours('全天')).toEqual([{ days: [1, 2, 3, 4, 5, 6, 7], opens: '00:00', closes: '24:00' }]);
});

test.each([
  ['免费', '0', '0'],
  ['30', '30', '30'],
  ['￥30.50元', '30.50', '30.50'],
  ['30-50元/人', '30', '50'],
  ['30元～50元', '30', '50'],
])('%s is %s to %s yuan', (text, min, max) => expect(parsePrice(text)).toEqual({ min, max }));

const divisions = indexDivisions(loadDivisions());
test.each([
  ['330106', '330106'],
  ['330106000000', '330106'],
  ['西湖区', '330106'],
  ['浙江省杭州市西湖区', '330106'],
  ['杭州 西湖', '330106'],
  ['杭州市西湖区古荡街道', '330106007'],
  ['Deqing County', '330521'],
  ['丽水', '331100'],
  ['龙港市', '330383'],
  ['下城区', '330105'],
  ['杭州市江干区', '330102'],
  ['富阳市', '330111'],
  ['临安市', '330112'],
  ['江东区', '330212'],
  ['浙江省绍兴县', '330603'],
  ['玉环县', '331083'],
  ['330103', '330105'],
  ['330185000000', '330112'],
  ['杭州市下城区长庆街道', '330105'],
  ['余杭区临平街道', '330113'],
  ['余杭区', '330110'],
])('%s is %s', (text, code) => expect(findDivision(divisions, text).code.slice(0, code.length)).toBe(code));

test('a former name is told, one of today is not', () => {
  expect(findFormer(divisions, '杭州市下城区长庆街道')).toEqual({ now: '杭州市拱墅区' });
  expect(findFormer(divisions, '330204')).toEqual({ now: '宁波市鄞州区' });
  for (const text of ['西湖区', '余杭区', '330106', '上虞区']) expect(findFormer(divisions, text), text).toBeNull();
});

test('what is called so today goes before what was', () => {
  for (const { name, code, now } of FORMER_DIVISIONS) {
    expect(divisions.byCode.has(now), name).toBe(true);
    expect(
      loadDivisions().some((division) => division.name === name || division.code === code),
      name,
    ).toBe(false);
  }
});

test('every county is found by its own name and with its city', () => {
  for (const division of divisions.byCode.values()) {
    if (division.level !== 'county') continue;
    expect(findDivision(divisions, division.name).code).toBe(division.code);
    expect(findDivision(divisions, divisions.byCode.get(division.parent!)!.name + division.name).code).toBe(
      division.code,
    );
  }
});
