import type { Lang } from '../../contract/lists.ts';
import { clockSpan } from '../../contract/words/span.ts';
import type { Every, Series } from './series.ts';

type Weekly = Extract<Every, { unit: 'week' }>;
type Monthly = Extract<Every, { unit: 'month' }>;

const CHINESE = {
  weekdays: ['周一', '周二', '周三', '周四', '周五', '周六', '周日'],
  nths: ['', '一', '二', '三', '四', '五'],
};
const ENGLISH = {
  weekdays: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
  nths: ['', 'first', 'second', 'third', 'fourth', 'fifth'],
  months: 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' '),
};

/** Plain words that are read as the same series. */
export const saySeries = (series: Series, lang: Lang): string =>
  lang === 'en' ? sayInEnglish(series) : sayInChinese(series);

function sayInChinese({ every, days, times, from, until, count, except, skipsHolidays }: Series): string {
  const date = (day: string) => `${Number(day.slice(0, 4))}年${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`;
  const list = (all: readonly string[]) => all.map(date).join('、');
  return [
    `${every ? everyInChinese(every) : list(days)} ${times.map((time) => clockSpan(time.starts, time.ends, 'zh-CN')).join(' 和 ')}`,
    from && `从${date(from)}起`,
    until && `到${date(until)}`,
    count !== null && `共${count}次`,
    except.length > 0 && `${list(except)}除外`,
    skipsHolidays && '法定节假日除外',
  ]
    .filter(Boolean)
    .join('，');
}

function everyInChinese(every: Every): string {
  const { interval } = every;
  if (every.unit === 'day') return interval === 1 ? '每天' : interval === 2 ? '隔天' : `每${interval}天`;
  if (every.unit === 'week')
    return `${interval === 1 ? '每' : interval === 2 ? '隔周' : `每${interval}周的`}${weekdays(every)}`;
  const months = interval === 1 ? '每月' : interval === 2 ? '隔月' : `每${interval}个月`;
  return months + monthInChinese(every);
}

function weekdays({ weekdays: days }: Weekly): string {
  const isWorkdays = days.length === 5 && days.every((day, i) => day === i + 1);
  return isWorkdays ? '周一至周五' : days.map((day) => CHINESE.weekdays[day - 1]!).join('、');
}

function monthInChinese(every: Monthly): string {
  if ('monthDays' in every) return every.monthDays.map((day) => `${day}日`).join('、');
  return every.nths
    .map(
      ({ nth, weekday }) => `${nth === -1 ? '最后一' : `第${CHINESE.nths[nth]!}`}个${CHINESE.weekdays[weekday - 1]!}`,
    )
    .join('、');
}

function sayInEnglish({ every, days, times, from, until, count, except, skipsHolidays }: Series): string {
  const date = (day: string) =>
    `${Number(day.slice(8))} ${ENGLISH.months[Number(day.slice(5, 7)) - 1]!} ${Number(day.slice(0, 4))}`;
  const list = (all: readonly string[]) => join(all.map(date));
  return [
    `${every ? everyInEnglish(every) : list(days)} ${join(times.map((time) => clockSpan(time.starts, time.ends, 'en')))}`,
    from && `from ${date(from)}`,
    until && `until ${date(until)}`,
    count !== null && `${count} sessions in total`,
    except.length > 0 && `except ${list(except)}`,
    skipsHolidays && 'except public holidays',
  ]
    .filter(Boolean)
    .join(', ');
}

function everyInEnglish(every: Every): string {
  const { interval } = every;
  if (every.unit === 'day')
    return interval === 1 ? 'every day' : interval === 2 ? 'every other day' : `every ${interval} days`;
  if (every.unit === 'week') {
    const names = join(every.weekdays.map((day) => ENGLISH.weekdays[day - 1]!));
    return interval === 1
      ? `every ${names}`
      : interval === 2
        ? `every other week on ${names}`
        : `every ${interval} weeks on ${names}`;
  }
  const months = interval === 1 ? 'every month' : interval === 2 ? 'every other month' : `every ${interval} months`;
  return `${months} on the ${monthInEnglish(every)}`;
}

function monthInEnglish(every: Monthly): string {
  if ('monthDays' in every) return join(every.monthDays.map((day) => `${day}${suffix(day)}`));
  return join(
    every.nths.map(
      ({ nth, weekday }) => `${nth === -1 ? 'last' : ENGLISH.nths[nth]!} ${ENGLISH.weekdays[weekday - 1]!}`,
    ),
  );
}

const suffix = (day: number) =>
  day % 10 > 3 || day % 10 === 0 || (day > 10 && day < 14) ? 'th' : ['st', 'nd', 'rd'][(day % 10) - 1]!;
const join = (all: readonly string[]) =>
  all.length < 2 ? all.join('') : `${all.slice(0, -1).join(', ')} and ${all.at(-1)!}`;
