import { expect, test } from 'vitest';
import { RowFields } from '../fields.ts';
import { readWhen } from './sessions.ts';

/** A Monday. */
const TODAY = '2026-11-23';
const read = (values: Record<string, string>, today: string | undefined = TODAY) => {
  const fields = new RowFields({ line: 2, values: new Map(Object.entries(values)), original: {} }, (key) => key);
  const when = readWhen(fields, today);
  return { when, issues: fields.issues.map(({ column, code }) => `${column} ${code}`), warnings: fields.warnings };
};
const short = (dates: readonly string[] = []) => dates.map((date) => date.slice(5).replace('-', '.')).join(' ');

test.each([
  ['周六', 'FREQ=WEEKLY;BYDAY=SA;COUNT=3', '12.05 12.12 12.19'],
  ['每周六', 'FREQ=WEEKLY;BYDAY=SA;COUNT=3', '12.05 12.12 12.19'],
  ['周六、周日', 'FREQ=WEEKLY;BYDAY=SA,SU;COUNT=3', '12.05 12.06 12.12'],
  ['工作日', 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;COUNT=3', '12.02 12.03 12.04'],
  ['每个工作日', 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;COUNT=3', '12.02 12.03 12.04'],
  ['周末', 'FREQ=WEEKLY;BYDAY=SA,SU;COUNT=3', '12.05 12.06 12.12'],
  ['隔周六', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=SA;COUNT=3', '12.05 12.19 01.02'],
  ['每隔一周周六', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=SA;COUNT=3', '12.05 12.19 01.02'],
  ['隔周周六', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=SA;COUNT=3', '12.05 12.19 01.02'],
  ['每两周周二', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;COUNT=3', '12.08 12.22 01.05'],
  ['每2周的周二', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;COUNT=3', '12.08 12.22 01.05'],
  ['每三周周二', 'FREQ=WEEKLY;INTERVAL=3;BYDAY=TU;COUNT=3', '12.08 12.29 01.19'],
  ['单周三', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=WE;COUNT=3', '12.02 12.16 12.30'],
  ['双周三', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=WE;COUNT=3', '12.02 12.16 12.30'],
  ['单周周三', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=WE;COUNT=3', '12.02 12.16 12.30'],
  ['每月第一个周六', 'FREQ=MONTHLY;BYDAY=1SA;COUNT=3', '12.05 01.02 02.06'],
  ['每月第二、四个周六', 'FREQ=MONTHLY;BYDAY=2SA,4SA;COUNT=3', '12.12 12.26 01.09'],
  ['每月最后一个周日', 'FREQ=MONTHLY;BYDAY=-1SU;COUNT=3', '12.27 01.31 02.28'],
  ['每月15日', 'FREQ=MONTHLY;BYMONTHDAY=15;COUNT=3', '12.15 01.15 02.15'],
  ['每月1日、15日', 'FREQ=MONTHLY;BYMONTHDAY=1,15;COUNT=3', '12.15 01.01 01.15'],
  ['每天', 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;COUNT=3', '12.02 12.03 12.04'],
  ['隔天', 'FREQ=DAILY;INTERVAL=2;COUNT=3', '12.02 12.04 12.06'],
  ['every other Saturday', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=SA;COUNT=3', '12.05 12.19 01.02'],
  ['逢周六', 'FREQ=WEEKLY;BYDAY=SA;COUNT=3', '12.05 12.12 12.19'],
  ['星期六', 'FREQ=WEEKLY;BYDAY=SA;COUNT=3', '12.05 12.12 12.19'],
  ['每星期六', 'FREQ=WEEKLY;BYDAY=SA;COUNT=3', '12.05 12.12 12.19'],
  ['礼拜六', 'FREQ=WEEKLY;BYDAY=SA;COUNT=3', '12.05 12.12 12.19'],
  ['周一、三、五', 'FREQ=WEEKLY;BYDAY=MO,WE,FR;COUNT=3', '12.02 12.04 12.07'],
  ['周一至周三', 'FREQ=WEEKLY;BYDAY=MO,TU,WE;COUNT=3', '12.02 12.07 12.08'],
  ['每周二、四', 'FREQ=WEEKLY;BYDAY=TU,TH;COUNT=3', '12.03 12.08 12.10'],
  ['隔周日', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=SU;COUNT=3', '12.06 12.20 01.03'],
  ['Mon, Wed', 'FREQ=WEEKLY;BYDAY=MO,WE;COUNT=3', '12.02 12.07 12.09'],
  ['first Saturday of the month', 'FREQ=MONTHLY;BYDAY=1SA;COUNT=3', '12.05 01.02 02.06'],
])('%s from Wednesday 2 December is %s', (weekdays, recurrence, dates) => {
  const { when, issues } = read({ weekdays, from: '2026-12-02', count: '3次', times: '9:00-11:00' });
  expect({ issues, recurrence: when?.recurrence, dates: short(when?.dates) }).toEqual({
    issues: [],
    recurrence,
    dates,
  });
});

test('a rule ends by its last day, and days are left out', () => {
  const { when } = read({
    weekdays: '周六',
    from: '2026-12-01',
    until: '12月26日',
    except: '12月12日、19日',
    times: '9点-11点',
  });
  expect(short(when?.dates)).toBe('12.05 12.26');
  expect(when?.recurrence).toBe('FREQ=WEEKLY;BYDAY=SA;UNTIL=20261226');
  const single = read({
    dates: '2026-12-01',
    weekdays: '隔周六',
    from: '2026-12-05',
    count: '两次',
    times: '9点-11点',
  });
  expect(short(single.when?.dates)).toBe('12.01 12.05 12.19');
});

test.each<[Record<string, string>, string]>([
  [{ weekdays: '单周三', from: '2026-12-01', count: '3' }, 'weekdays odd-even-weeks'],
  [{ weekdays: '双周', from: '2026-12-02', count: '3' }, 'weekdays odd-even-weeks'],
  [{ weekdays: '每隔两周周二', from: '2026-12-02', count: '3' }, 'weekdays unclear-interval'],
  [{ weekdays: '周一百货', from: '2026-12-02', count: '3' }, 'weekdays bad-weekday'],
  [{ weekdays: '周六上午', from: '2026-12-02', count: '3' }, 'weekdays bad-weekday'],
  [{ weekdays: '周六到12月20日', from: '2026-12-02', count: '3' }, 'weekdays bad-weekday'],
  [{ weekdays: '每周', from: '2026-12-02', count: '3' }, 'weekdays bad-weekday'],
  [{ weekdays: '周六', count: '3' }, 'from missing'],
  [{ weekdays: '周六', from: '2026-12-02' }, 'until no-dates'],
  [{ weekdays: '周六', from: '2026-12-02', until: '2026-12-01' }, 'until dates-order'],
  [{ weekdays: '每天', from: '2026-12-02', until: '2028-12-31' }, 'until too-many-dates'],
  [{ weekdays: '周六', from: '2026-12-02', count: '3天' }, 'count other-unit'],
  [{ weekdays: '周六', from: '26-12-02', count: '3' }, 'from short-year'],
])('%j is refused: %s', (values, issue) => expect(read({ ...values, times: '9:00-11:00' }).issues).toEqual([issue]));

test.each([
  ['每周六 9:00–10:30 到 12 月 20 日', '11.28 12.05 12.12 12.19', '09:00-10:30'],
  ['12月5日起每周六上午9点到11点，共3次', '12.05 12.12 12.19', '09:00-11:00'],
  ['2026年12月5日 9:00-11:00', '12.05', '09:00-11:00'],
  ['2026年12月5日、12日 下午2点到4点', '12.05 12.12', '14:00-16:00'],
  ['2026-12-05 14:00-16:00', '12.05', '14:00-16:00'],
  ['从12月1日到12月4日每天9:00-10:00、14:00-15:00', '12.01 12.02 12.03 12.04', '09:00-10:00 14:00-15:00'],
  ['隔周三 19:00-20:30，12月2日开始，到12月31日', '12.02 12.16 12.30', '19:00-20:30'],
  ['每月第一个周六9:00-11:00，共两次', '12.05 01.02', '09:00-11:00'],
])('%s says all', (times, dates, spans) => {
  const { when, issues } = read({ times });
  expect(issues).toEqual([]);
  expect(short(when?.dates)).toBe(dates);
  expect(when?.times.map(({ starts, ends }) => `${starts}-${ends}`).join(' ')).toBe(spans);
});

test('what the sentence leaves open other columns say', () => {
  expect(short(read({ times: '每周六 9:00-10:30', until: '2026-12-12' }).when?.dates)).toBe('11.28 12.05 12.12');
  expect(short(read({ times: '每周六 9:00-10:30', count: '3', except: '12月5日' }).when?.dates)).toBe('11.28 12.12');
  expect(read({ times: '每周六 9:00-10:30，共2次，法定节假日除外' }).warnings).toMatchObject([
    { code: 'from-today', detail: TODAY },
    { code: 'left-out' },
  ]);
  expect(read({ times: '12月5日起每周六 9:00-10:30，共2次' }).warnings).toEqual([]);
});

test.each([
  ['每周六 9:00-10:30', 'times no-dates'],
  ['每周六', 'times bad-times'],
  ['每周六上午', 'times not-when'],
  ['长期', 'times not-when'],
  ['2026年12月5日（周日）9:00-11:00', 'times other-weekday'],
  ['9:00-11:00', 'dates no-dates'],
  ['2026年12月5日 9:00开始', 'times bad-times'],
])('%s does not: %s', (times, issue) => expect(read({ times }).issues).toEqual([issue]));

test('without today a sentence needs its years', () => {
  const values = { times: '每周六 9:00-10:30 到 12 月 20 日' };
  const fields = new RowFields({ line: 2, values: new Map(Object.entries(values)), original: {} }, (key) => key);
  expect(readWhen(fields)).toBeNull();
  expect(fields.issues.map(({ code }) => code)).toEqual(['no-year']);
});
