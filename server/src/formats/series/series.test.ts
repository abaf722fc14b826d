import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { fromDayNumber, toDayNumber, toWeekday } from '../shanghai-time.ts';
import { expandSeries } from './expand-series.ts';
import { createHolidays, HolidayYears } from './public-holidays.ts';
import { readSeries } from './read-series.ts';
import { parseRecurrence, toRecurrence } from './recurrence.ts';
import { saySeries } from './say-series.ts';
import { MOST_SESSIONS, type Every, type Series } from './series.ts';
import rrule from 'rrule';

const TODAY = '2026-09-01';
const week = (...weekdays: number[]) => ({ unit: 'week' as const, interval: 1, weekdays });
const time = (text: string) => {
  const [starts = '', ends = ''] = text.split('-');
  return { starts, ends };
};
const read = (text: string, today = TODAY) => readSeries(text, today);
const codes = (text: string) => read(text).problems.map(({ code }) => code);

type Told = Partial<Series>;
test.each<[string, Told]>([
  [
    '每周六 9:00–10:30 到 12 月 20 日, 10 月 3 日除外',
    { every: week(6), times: [time('09:00-10:30')], until: '2026-12-20', except: ['2026-10-03'] },
  ],
  [
    'every Saturday 9:00-10:30 until 20 Dec except 3 Oct',
    { every: week(6), times: [time('09:00-10:30')], until: '2026-12-20', except: ['2026-10-03'] },
  ],
  [
    '隔周周二、周四下午2点到4点，共12次',
    { every: { ...week(2, 4), interval: 2 }, times: [time('14:00-16:00')], count: 12 },
  ],
  [
    '每月第一个周六上午九点半至十一点 共6次',
    { every: { unit: 'month', interval: 1, nths: [{ nth: 1, weekday: 6 }] }, times: [time('09:30-11:00')], count: 6 },
  ],
  [
    '12月5日、12日、19日 上午9点到11点',
    { every: null, days: ['2026-12-05', '2026-12-12', '2026-12-19'], times: [time('09:00-11:00')] },
  ],
  ['12月26日、1月9日 9:00-10:00', { days: ['2026-12-26', '2027-01-09'], times: [time('09:00-10:00')] }],
  [
    '每天 8:00~9:00，从9月7日起到9月11日',
    { every: { unit: 'day', interval: 1 }, from: '2026-09-07', until: '2026-09-11', times: [time('08:00-09:00')] },
  ],
  ['工作日晚上6点半到8点，共十次', { every: week(1, 2, 3, 4, 5), times: [time('18:30-20:00')], count: 10 }],
  [
    '每周日两场: 9:00-10:30 和 14:00-15:30，到12月31日',
    { every: week(7), times: [time('09:00-10:30'), time('14:00-15:30')], until: '2026-12-31' },
  ],
  ['9月30日 22:00-次日1:00', { days: ['2026-09-30'], times: [time('22:00-01:00')] }],
  ['每周五晚上10点到凌晨1点，共3次', { every: week(5), times: [time('22:00-01:00')], count: 3 }],
  [
    '9月7日至11日 每天 9点半-11点半',
    { every: { unit: 'day', interval: 1 }, from: '2026-09-07', until: '2026-09-11', times: [time('09:30-11:30')] },
  ],
  [
    '周一至周五 ９：００－１０：００ 到10月31日 法定节假日除外',
    { every: week(1, 2, 3, 4, 5), times: [time('09:00-10:00')], until: '2026-10-31', skipsHolidays: true },
  ],
  [
    '每周六、日上午9:00开始，每次90分钟，到10月31日，10月1日至7日停课',
    {
      every: week(6, 7),
      times: [time('09:00-10:30')],
      until: '2026-10-31',
      except: ['2026-10-01', '2026-10-02', '2026-10-03', '2026-10-04', '2026-10-05', '2026-10-06', '2026-10-07'],
    },
  ],
  [
    '每月5日、20日 下午3点到4点半，共4次',
    { every: { unit: 'month', interval: 1, monthDays: [5, 20] }, times: [time('15:00-16:30')], count: 4 },
  ],
  ['每月最后一个周日 9:00-11:00 到明年6月', {}],
  ['2026-12-05 9:00-10:00', { days: ['2026-12-05'], times: [time('09:00-10:00')] }],
  ['隔周六 9:00-10:00 共5次', { every: { ...week(6), interval: 2 }, count: 5, times: [time('09:00-10:00')] }],
  [
    'every other Tuesday and Thursday 2-4pm, 8 sessions',
    { every: { ...week(2, 4), interval: 2 }, times: [time('14:00-16:00')], count: 8 },
  ],
  [
    'first Saturday of every month 9:30am to 11am, 6 times',
    { every: { unit: 'month', interval: 1, nths: [{ nth: 1, weekday: 6 }] }, times: [time('09:30-11:00')], count: 6 },
  ],
  ['5, 12 and 19 Dec 9am-11am', { days: ['2026-12-05', '2026-12-12', '2026-12-19'], times: [time('09:00-11:00')] }],
  [
    'Dec 5, 12 and 19, from 9:00 to 11:00',
    { days: ['2026-12-05', '2026-12-12', '2026-12-19'], times: [time('09:00-11:00')] },
  ],
  [
    'weekdays 6:30-8pm from 7 Sep until 30 Oct, except public holidays',
    {
      every: week(1, 2, 3, 4, 5),
      times: [time('18:30-20:00')],
      from: '2026-09-07',
      until: '2026-10-30',
      skipsHolidays: true,
    },
  ],
  [
    'Saturdays and Sundays 10pm-1am until Oct 31, 2026',
    { every: week(6, 7), times: [time('22:00-01:00')], until: '2026-10-31' },
  ],
  [
    'every day 8:00-9:00 and 17:00-18:00, 10 sessions in total',
    { every: { unit: 'day', interval: 1 }, times: [time('08:00-09:00'), time('17:00-18:00')], count: 10 },
  ],
  [
    '从9月5日开始每逢星期六上午九点到十点半上课，共12次',
    { every: week(6), times: [time('09:00-10:30')], from: '2026-09-05', count: 12 },
  ],
  ['每周三三点到四点，共2次', { every: week(3), times: [time('03:00-04:00')], count: 2 }],
  ['明天 14:00-15:00', { days: ['2026-09-02'], times: [time('14:00-15:00')] }],
  ['下周六 14:00-15:00', { days: ['2026-09-12'], times: [time('14:00-15:00')] }],
])('%s is read', (text, told) => {
  const { series, problems } = read(text);
  expect(series).toMatchObject(told);
  if (Object.keys(told).length > 0) expect(problems.filter(({ code }) => !['early_hours'].includes(code))).toEqual([]);
  else expect(problems.map(({ part }) => part?.text)).toContain('到明年6月');
});

test.each([
  ['每周六 9:00-10:30', ['no_end']],
  ['每周六 9:00 共3次', ['no_end_time']],
  ['每周六 到12月20日', ['no_times']],
  ['9:00-10:30', ['no_days']],
  ['每周 9:00-10:30 共3次', ['which_weekday']],
  ['单周周六 9:00-10:00 共3次', ['odd_even_weeks']],
  ['每隔两周的周六 9:00-10:00 共3次', ['interval_unclear']],
  ['2月30日 9:00-10:00', ['bad_date']],
  ['12月5日 25:00-26:00', ['bad_time']],
  ['12月5日（周日） 9:00-10:00', ['weekday_differs']],
  ['12月5日 9:00-10:30、10:00-11:00', ['times_overlap']],
  ['每天两场 9:00-10:00 共3次', ['times_differ']],
  ['每天 9:00-10:00、14:00-15:00，共3次', ['count_not_whole']],
  ['每周六和每月第一个周日 9:00-10:00 共3次', ['several_rules']],
  ['每周六 2点到4点 共3次', ['early_hours']],
  ['每月31日 9:00-10:00 共3次', ['skips_months']],
  ['看老师通知 每周六 9:00-10:00 共3次', ['not_understood']],
])('%s has %j', (text, expected) => {
  expect(codes(text)).toEqual(expected);
});

test('what is not understood is told with where it stands', () => {
  const text = '每周六\u200b 9:00-10:00 农历十五 共3次';
  const [problem] = read(text).problems;
  expect(problem!.part!.text).toBe('农历十五');
  expect(text.slice(problem!.part!.at)).toMatch(/^农历/);
});

const day = fc.integer({ min: toDayNumber('2026-01-01'), max: toDayNumber('2028-12-31') }).map(fromDayNumber);
const weekdays = fc
  .uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 7 })
  .map((all) => all.sort());
const interval = fc.integer({ min: 1, max: 6 });
const nths = fc.uniqueArray(
  fc.record({ nth: fc.constantFrom(1, 2, 3, 4, 5, -1), weekday: fc.integer({ min: 1, max: 7 }) }),
  { minLength: 1, maxLength: 3, selector: ({ nth, weekday }) => `${nth} ${weekday}` },
);
const monthDays = fc
  .uniqueArray(fc.integer({ min: 1, max: 31 }), { minLength: 1, maxLength: 4 })
  .map((all) => all.sort((a, b) => a - b));
const anyEvery: fc.Arbitrary<Every> = fc.oneof(
  fc.record({ unit: fc.constant('day' as const), interval }),
  fc.record({ unit: fc.constant('week' as const), interval, weekdays }),
  fc.record({ unit: fc.constant('month' as const), interval, nths }),
  fc.record({ unit: fc.constant('month' as const), interval, monthDays }),
);
const clock = (minutes: number) =>
  `${String(Math.floor(minutes / 60) % 24).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
/** Times that do not overlap; the last may end on the next day. */
const anyTimes = fc
  .uniqueArray(fc.integer({ min: 60, max: 287 }), { minLength: 2, maxLength: 6 })
  .map((all) => all.sort((a, b) => a - b).map((five) => five * 5))
  .map((all) =>
    Array.from({ length: Math.floor(all.length / 2) }, (_, i) => ({
      starts: clock(all[2 * i]!),
      ends: clock(all[2 * i + 1]!),
    })),
  );
const lateTimes = fc
  .tuple(fc.integer({ min: 1200, max: 1439 }), fc.integer({ min: 0, max: 300 }))
  .map(([a, b]) => [{ starts: clock(a), ends: clock(b) }]);
const sorted = (days: string[]) => [...days].sort();
const anySeries: fc.Arbitrary<Series> = fc
  .record({
    every: fc.option(anyEvery),
    days: fc.uniqueArray(day, { minLength: 1, maxLength: 6 }).map(sorted),
    times: fc.oneof({ weight: 3, arbitrary: anyTimes }, lateTimes),
    from: fc.option(day),
    length: fc.integer({ min: 1, max: 500 }),
    ends: fc.constantFrom('until', 'count'),
    sessions: fc.integer({ min: 1, max: 40 }),
    except: fc.uniqueArray(day, { maxLength: 3 }).map(sorted),
    skipsHolidays: fc.boolean(),
  })
  .map(({ every, days, times, from, length, ends, sessions, except, skipsHolidays }) => ({
    every,
    days: every ? [] : days,
    times,
    from: every ? from : null,
    until: every && ends === 'until' ? fromDayNumber(toDayNumber(from ?? TODAY) + length) : null,
    count: every && ends === 'count' ? sessions * times.length : null,
    except,
    skipsHolidays,
  }));

test.each(['zh-CN', 'en'] as const)('what is said in %s is read as the same series', (lang) => {
  fc.assert(
    fc.property(anySeries, (series) => {
      const said = saySeries(series, lang);
      const { series: heard, problems } = read(said);
      expect([said, heard]).toEqual([said, series]);
      const told = problems.filter(({ code }) => code !== 'early_hours' && code !== 'skips_months');
      expect([said, told]).toEqual([said, []]);
    }),
  );
});

test('a rule is read back from its RFC 5545 text, and others are left alone', () => {
  fc.assert(
    fc.property(anySeries, (series) => {
      const rule = toRecurrence(series);
      if (rule === null) return void expect(series.every).toBeNull();
      expect(rule).toMatch(/^FREQ=(DAILY|WEEKLY|MONTHLY)(;|$)/);
      const read = parseRecurrence(rule)!;
      expect(read.every).toEqual(series.every);
      expect(read.until).toBe(series.until);
      expect(read.days).toBe(series.count && series.count / series.times.length);
    }),
  );
  for (const rule of [
    'FREQ=YEARLY',
    'FREQ=WEEKLY',
    'FREQ=WEEKLY;BYDAY=1MO',
    'FREQ=DAILY;BYHOUR=3',
    'FREQ=MONTHLY;BYSETPOS=1;BYDAY=MO',
    'x',
  ])
    expect(parseRecurrence(rule)).toBeNull();
});

const holidays = createHolidays(
  HolidayYears.parse(
    JSON.parse(readFileSync(new URL('../../../../seed/data/public-holidays.json', import.meta.url), 'utf8')),
  ),
);
const isHoliday = (one: string) => holidays.nameOf(one) !== null;
const expand = (series: Series, from = TODAY) => expandSeries(series, from, isHoliday);

/** Day by day through the calendar. */
function walk({ every, days, from, until, count, times, except, skipsHolidays }: Series): string[] {
  const start = toDayNumber(from ?? TODAY);
  const found: number[] = [];
  const most = Math.min(Math.floor(MOST_SESSIONS / times.length), count === null ? Infinity : count / times.length);
  let first: number | null = null;
  const monday = (n: number) => n - toWeekday(n) + 1;
  const month = (n: number) => Number(fromDayNumber(n).slice(0, 4)) * 12 + Number(fromDayNumber(n).slice(5, 7));
  for (let at = start; every && found.length < most && at < start + 366 * 75; at++) {
    if (until && fromDayNumber(at) > until) break;
    const date = Number(fromDayNumber(at).slice(8));
    const fits =
      every.unit === 'day'
        ? true
        : every.unit === 'week'
          ? every.weekdays.includes(toWeekday(at))
          : 'monthDays' in every
            ? every.monthDays.includes(date)
            : every.nths.some(
                ({ nth, weekday }) =>
                  weekday === toWeekday(at) && (nth === -1 ? month(at + 7) !== month(at) : Math.ceil(date / 7) === nth),
              );
    if (!fits) continue;
    first ??= at;
    const turns =
      every.unit === 'day'
        ? at - first
        : every.unit === 'week'
          ? (monday(at) - monday(first)) / 7
          : month(at) - month(first);
    if (turns % every.interval === 0) found.push(at);
  }
  return (every ? found.map(fromDayNumber) : days).filter(
    (one) => !except.includes(one) && !(skipsHolidays && isHoliday(one)),
  );
}

test('the days are those of a walk through the calendar', () => {
  fc.assert(
    fc.property(anySeries, (series) => {
      expect(expand(series).days).toEqual(walk(series));
    }),
  );
});

test('the days are those of another library', () => {
  fc.assert(
    fc.property(anySeries, (series) => {
      const { days } = expand({ ...series, except: [], skipsHolidays: false });
      if (days.length === 0 || !series.every) return;
      const rule = toRecurrence({ ...series, from: null })!;
      const other = new rrule.RRule({ ...rrule.RRule.parseString(rule), dtstart: new Date(`${days[0]}T00:00:00Z`) });
      const found = other.all((_, i) => i < Math.floor(MOST_SESSIONS / series.times.length));
      expect(days).toEqual(found.map((at) => at.toISOString().slice(0, 10)));
    }),
  );
});

test('a series has at most so many sessions, and says so', () => {
  const daily: Series = {
    every: { unit: 'day', interval: 1 },
    days: [],
    times: [time('09:00-10:00'), time('11:00-12:00')],
    from: null,
    until: null,
    count: null,
    except: ['2026-08-01'],
    skipsHolidays: false,
  };
  expect(expand(daily)).toMatchObject({ isCut: true, missed: ['2026-08-01'] });
  expect(expand(daily).days).toHaveLength(MOST_SESSIONS / 2);
  expect(expand({ ...daily, count: MOST_SESSIONS })).toMatchObject({ isCut: false });
});

test('public holidays are those that were published, with the days worked instead', () => {
  expect(holidays.nameOf('2026-10-01')?.['zh-CN']).toBe('国庆节');
  expect(holidays.nameOf('2026-10-08')).toBeNull();
  expect([holidays.isWorkday('2026-02-28'), holidays.knows(2026), holidays.knows(2027)]).toEqual([true, true, false]);
  for (const one of ['2025-01-26', '2026-05-09']) expect(toWeekday(toDayNumber(one))).toBeGreaterThan(5);
  const later = createHolidays([
    {
      year: 2027,
      source: { title: 'x', number: 'x', publishedOn: '2026-11-01' },
      holidays: [{ names: { 'zh-CN': '元旦', en: 'New Year' }, from: '2027-01-01', to: '2027-01-03' }],
      workdays: [],
    },
  ]);
  expect(later.nameOf('2027-01-03')?.en).toBe('New Year');
});

test('no text makes it fail, and nothing is lost in silence', () => {
  const pieces = fc
    .array(
      fc.constantFrom(
        '每',
        '周',
        '六',
        '日',
        '一',
        '月',
        '号',
        '第',
        '个',
        '12',
        '5',
        ':',
        '00',
        '到',
        '-',
        '至',
        '除外',
        '共',
        '次',
        '上午',
        '点',
        '半',
        '隔',
        ' ',
        ',',
        'every ',
        'sat ',
        'until ',
        'dec ',
        'am',
        '次日',
        '2026',
        '天',
        '最后',
        '\u200b',
      ),
      { maxLength: 25 },
    )
    .map((all) => all.join(''));
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 60 }), pieces), (text) => {
      const { series, problems } = read(text);
      expect(series.days.every((one) => /^\d{4}-\d\d-\d\d$/.test(one))).toBe(true);
      for (const { part } of problems)
        if (part) expect(text.slice(part.at, part.at + part.text.length)).toBe(part.text);
    }),
    { numRuns: 200 },
  );
});
