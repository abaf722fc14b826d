import { ascending } from './recurrence.ts';
import { ENGLISH_NUMBER, ENGLISH_WEEKDAY, NUMBER, toNumber, toWeekdayNumber, WEEKDAY } from './numbers.ts';
import type { SeriesProblem } from './problems.ts';
import type { Scan } from './scan.ts';
import { WEEKDAYS_ONLY, type Every } from './series.ts';

const WEEK = '(?:周|星期|礼拜)';
const DAY = '[一二三四五六日天]';
const SEP = '\\s*[、,和及与]?\\s*';
const LIST = `${WEEKDAY}(?:${SEP}${WEEK}?${DAY}(?!${DAY}?\\s*[月个年点时节场次刻]))*`;
const SPAN = `${WEEKDAY}\\s*[至到~-]\\s*${WEEK}?${DAY}`;
const ENGLISH_SEP = '(?:\\s*,\\s*(?:and\\s+)?|\\s+and\\s+|\\s*[&/]\\s*)';
const ENGLISH_LIST = `${ENGLISH_WEEKDAY}\\b(?:${ENGLISH_SEP}${ENGLISH_WEEKDAY}\\b)*`;
const ENGLISH_SPAN = `${ENGLISH_WEEKDAY}\\s*(?:to|-|through|till)\\s*${ENGLISH_WEEKDAY}\\b`;

const NTH = `(?:第[一二三四五1-5](?:${SEP}第?[一二三四五1-5](?!\\d))*|首|末|最后一?|倒数第一)`;
const NTHS = `${NTH}个?\\s*${WEEKDAY}(?:${SEP}${NTH}个?\\s*${WEEKDAY})*`;
const MONTH_DAYS = `\\d{1,2}(?:\\s*[日号])?(?:${SEP}\\d{1,2}(?:\\s*[日号])?)*(?<=[日号])`;
const MONTHS = new RegExp(`(?:每\\s*(${NUMBER})?\\s*个?|(每?隔一?个?))月的?\\s*(?:(${NTHS})|(${MONTH_DAYS}))`);

const ORDINAL = '(?:first|second|third|fourth|fifth|last|1st|2nd|3rd|4th|5th)';
const ORDINALS = `${ORDINAL}(?:${ENGLISH_SEP}(?:the\\s+)?${ORDINAL})*\\s+${ENGLISH_WEEKDAY}\\b`;
const ENGLISH_NTHS = `${ORDINALS}(?:${ENGLISH_SEP}(?:the\\s+)?${ORDINALS})*`;
const ENGLISH_DAYS = `\\d{1,2}(?:st|nd|rd|th)(?:${ENGLISH_SEP}(?:the\\s+)?\\d{1,2}(?:st|nd|rd|th))*`;
const EACH_MONTH = `(?:monthly|(?:every|each)\\s+(?:(other|${ENGLISH_NUMBER})\\s+)?months?)`;
const MONTHLY_ON = new RegExp(`${EACH_MONTH}\\s*,?\\s*(?:on\\s+)?(?:the\\s+)?(?:(${ENGLISH_NTHS})|(${ENGLISH_DAYS}))`);
const OF_MONTH = new RegExp(
  `(?:on\\s+)?(?:every\\s+|each\\s+)?(?:the\\s+)?(?:(${ENGLISH_NTHS})|(${ENGLISH_DAYS}))\\s+(?:of|in)\\s+(?:the\\s+month|(?:each|every)\\s+(?:(other|${ENGLISH_NUMBER})\\s+)?months?)`,
);

/** Takes how days recur; null where nothing says so. */
export function takeEvery(scan: Scan, problems: SeriesProblem[]): Every | null {
  const months = takeMonths(scan);
  const weeks = takeWeeks(scan, problems);
  const days = takeDays(scan);
  const found = [...months, ...weeks];
  if (found.length > 1) problems.push({ code: 'several_rules', part: null, value: '' });
  // 每周六每天两场: on those days.
  return found[0] ?? days;
}

function takeMonths(scan: Scan): Every[] {
  const found: Every[] = [];
  const add = (interval: number, nths: string | undefined, days: string | undefined) => {
    if (nths !== undefined) found.push({ unit: 'month', interval, nths: toNths(nths) });
    else found.push({ unit: 'month', interval, monthDays: ascending([...days!.matchAll(/\d+/g)].map(Number)) });
  };
  const isReal = (days: string | undefined) =>
    days === undefined || [...days.matchAll(/\d+/g)].every(([day]) => Number(day) >= 1 && Number(day) <= 31);
  scan.take(MONTHS, ([, number, skipped, nths, days]) => {
    if (!isReal(days)) return false;
    add(skipped ? 2 : toInterval(number), nths, days);
  });
  scan.take(MONTHLY_ON, ([, number, nths, days]) => (isReal(days) ? add(toInterval(number), nths, days) : false));
  scan.take(OF_MONTH, ([, nths, days, number]) => (isReal(days) ? add(toInterval(number), nths, days) : false));
  return found;
}

const toInterval = (text: string | undefined): number =>
  text === undefined || text === '' ? 1 : text === 'other' || text === 'second' ? 2 : Math.max(1, toNumber(text) || 1);

function toNths(text: string): { nth: number; weekday: number }[] {
  const own = new RegExp(
    `(${NTH})个?\\s*(${WEEKDAY})|((?:${ORDINAL}(?:${ENGLISH_SEP}(?:the\\s+)?)?)+)\\s*(${ENGLISH_WEEKDAY})\\b`,
    'giu',
  );
  return [...text.matchAll(own)].flatMap(([, nth, weekday, ordinals, english]) => {
    const numbers = nth !== undefined ? chineseNths(nth) : englishNths(ordinals!);
    return numbers.map((n) => ({ nth: n, weekday: toWeekdayNumber(weekday ?? english!) }));
  });
}

function chineseNths(text: string): number[] {
  if (/末|最后|倒数/.test(text)) return [-1];
  if (text === '首') return [1];
  return [...text.matchAll(/[一二三四五1-5]/gu)].map(([one]) => toNumber(one));
}
function englishNths(text: string): number[] {
  const names = ['first', 'second', 'third', 'fourth', 'fifth'];
  return [...text.matchAll(new RegExp(ORDINAL, 'g'))].map(([one]) =>
    one === 'last' ? -1 : /\d/.test(one) ? Number(one[0]) : names.indexOf(one) + 1,
  );
}

function takeWeeks(scan: Scan, problems: SeriesProblem[]): Every[] {
  let interval = 1;
  let isSaid = false;
  const weekdays: number[] = [];
  const unclear = (code: 'interval_unclear' | 'odd_even_weeks') => (match: RegExpExecArray) =>
    void problems.push({ code, part: scan.partOf(match), value: '' });
  scan.take(new RegExp(`每隔\\s*(?:[2-9]|[两二三四五六])\\s*个?(?:${WEEK}|天|日)的?`), unclear('interval_unclear'));
  scan.take(new RegExp(`[单双]数?${WEEK}(?!${DAY})`), unclear('odd_even_weeks'));
  const note = (n: number) => {
    [interval, isSaid] = [n, true];
  };
  scan.take(new RegExp(`每个?${WEEK}一次的?|weekly\\b|every\\s+week\\b(?:\\s+on)?`), () => void (isSaid = true));
  scan.take(new RegExp(`每?隔一?个?${WEEK}(?!${DAY})(?:一次)?的?|每?隔(?=${WEEKDAY})`), () => note(2));
  scan.take(
    /every\s+(?:other|second|2nd)\s+week\b(?:\s+on)?|fortnightly\b(?:\s+on)?|every\s+fortnight\b(?:\s+on)?/,
    () => note(2),
  );
  scan.take(new RegExp(`every\\s+(?:other|second|2nd)\\s+(?=${ENGLISH_WEEKDAY}\\b)`), () => note(2));
  scan.take(new RegExp(`every\\s+(${ENGLISH_NUMBER})\\s+weeks?\\b(?:\\s+on)?`), ([, n]) => note(toInterval(n)));
  scan.take(new RegExp(`每\\s*(${NUMBER})\\s*个?${WEEK}(?!${DAY}(?!次))(?:一次)?的?`), ([, n]) => note(toInterval(n)));
  const add = (days: readonly number[]) => void weekdays.push(...days);
  scan.take(/(?:每个?)?工作日|(?:every\s+|each\s+|on\s+)?(?:weekday|working\s+day)s?\b/, () => add(WEEKDAYS_ONLY));
  scan.take(/(?:每个?)?(?:周末|双休日)|(?:every\s+|each\s+|on\s+|at\s+)?weekends?\b/, () => add([6, 7]));
  scan.take(new RegExp(`(?:每个?|每逢|逢)?\\s*(${SPAN})`), ([, text]) =>
    add(spanOf([...text!.matchAll(new RegExp(DAY, 'gu'))].map(([day]) => day))),
  );
  scan.take(new RegExp(`(?:(?:every|each|on)\\s+)?(?<![a-z])(${ENGLISH_SPAN})`), ([, text]) =>
    add(spanOf(text!.match(new RegExp(ENGLISH_WEEKDAY, 'g'))!)),
  );
  scan.take(new RegExp(`(?:每个?|每逢|逢)?\\s*(${LIST})`), ([, text]) =>
    add(
      [...text!.replaceAll('星期', '周').replaceAll('礼拜', '周').matchAll(new RegExp(DAY, 'gu'))].map(([day]) =>
        toWeekdayNumber(day),
      ),
    ),
  );
  scan.take(new RegExp(`(?:(?:every|each|on)\\s+)?(?<![a-z])(${ENGLISH_LIST})`), ([, text]) =>
    add(text!.match(new RegExp(ENGLISH_WEEKDAY, 'g'))!.map(toWeekdayNumber)),
  );
  scan.take(new RegExp(`每个?${WEEK}`), () => void (isSaid = true));
  if (weekdays.length > 0) return [{ unit: 'week', interval, weekdays: ascending(weekdays) }];
  if (isSaid) problems.push({ code: 'which_weekday', part: null, value: '' });
  return [];
}

/** 周五至周一 goes over the weekend. */
function spanOf(ends: readonly string[]): number[] {
  const [from = 1, to = 7] = ends.map(toWeekdayNumber);
  return Array.from({ length: ((to - from + 7) % 7) + 1 }, (_, i) => ((from + i - 1) % 7) + 1);
}

function takeDays(scan: Scan): Every | null {
  let interval: number | null = null;
  scan.take(/每?隔一?[天日]|every\s+(?:other|second)\s+day\b/, () => void (interval = 2));
  scan.take(
    new RegExp(`每\\s*(${NUMBER})\\s*天|every\\s+(${ENGLISH_NUMBER})\\s+days\\b`),
    ([, a, b]) => void (interval = toInterval(a ?? b)),
  );
  scan.take(/每[天日]|天天|逐日|daily\b|(?:every|each)\s+day\b/, () => void (interval ??= 1));
  return interval === null ? null : { unit: 'day', interval };
}
