import { fromDayNumber, toDayNumber, toWeekday } from '../shanghai-time.ts';
import { ENGLISH_WEEKDAY, toNumber, toWeekdayNumber, WEEKDAY } from './numbers.ts';

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const MONTH =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?';
const N = '(?:\\d{1,2}|[一二三四五六七八九十]{1,3})';
const TH = '(?:st|nd|rd|th)?';
const NOT_A_TIME = '(?![\\d]|\\s*[:点时]|\\s*[ap]\\.?m|\\s*[-~])';
const REMARK = `(?:\\s*\\(\\s*(?:${WEEKDAY}|${ENGLISH_WEEKDAY})\\s*\\))?`;

/** One date; of all that follow each other in a list the year and month carry on. */
export const DATE = [
  `(?:(?:(?:\\d{4}|今|明)\\s*年\\s*)?${N}\\s*月\\s*${N}(?:\\s*[日号]|(?!\\s*[日号\\d个])))`,
  '\\d{4}[-/.]\\d{1,2}[-/.]\\d{1,2}',
  `\\d{1,2}${TH}\\s*(?:of\\s+)?${MONTH}(?![a-z])(?:,?\\s*\\d{4})?`,
  `${MONTH}\\s*\\d{1,2}${TH}(?!\\d|\\s*:|\\s*[ap]\\.?m)(?:,?\\s*\\d{4})?`,
  `(?<![\\d:])\\d{1,2}/\\d{1,2}(?![\\d/])`,
  `今天|明天|后天|today|tomorrow`,
  `(?:本|这|下)个?${WEEKDAY}`,
]
  .map((one) => `${one}${REMARK}`)
  .join('|');
const AND = '\\s*(?:[、,和及与&]|,?\\s*and\\b)\\s*';
const MORE = `(?:(?:${DATE})|${N}\\s*[日号]${REMARK}|\\d{1,2}${TH}${NOT_A_TIME}(?!\\s*(?:times|sessions|classes|次|节|场|期|讲))(?![一-鿿]))`;
const BEFORE = `(?:(?<![\\d:.])\\d{1,2}${TH}${AND})*`;
export const DATES = `(?:${BEFORE}(?:${DATE})(?:${AND}${MORE})*)`;

export interface WrittenDate {
  year: number | null;
  month: number | null;
  day: number;
  /** Said beside it; null for none. */
  weekday: number | null;
  /** Of today and such. */
  fixed: string | null;
}

/** The dates of a list as they are written. */
export function readDates(text: string, today: string): WrittenDate[] {
  const pieces = [...text.matchAll(new RegExp(`(${DATE})|(\\d{1,2})${TH}(?!\\d)|(${N})\\s*[日号]${REMARK}`, 'giu'))];
  const dates = pieces.map(([piece, whole]) => (whole === undefined ? dayOnly(piece) : readDate(piece, today)));
  // 5, 12 and 19 Dec: the month comes last.
  const first = dates.find(({ month, fixed }) => month !== null || fixed !== null);
  let known = first ?? null;
  return dates.map((date) => {
    if (date.month !== null || date.fixed !== null) return (known = date);
    return { ...date, month: known?.month ?? null, year: known?.year ?? null };
  });
}

const dayOnly = (piece: string): WrittenDate => ({
  ...{ year: null, month: null, fixed: null, weekday: remarkOf(piece) },
  day: toNumber(/^\d{1,2}|^[一二三四五六七八九十]{1,3}/u.exec(piece)?.[0] ?? ''),
});

function readDate(piece: string, today: string): WrittenDate {
  const weekday = remarkOf(piece);
  const text = piece.replace(/\s*\(.*$/, '').replace(/\s+/g, ' ');
  const plain = { weekday, fixed: null };
  const [, y, m, d] =
    /^(?:(\d{4}|今|明) ?年 ?)?([\d一二三四五六七八九十]+) ?月 ?([\d一二三四五六七八九十]+)/u.exec(text) ?? [];
  if (m !== undefined && d !== undefined)
    return { ...plain, year: toYear(y, today), month: toNumber(m), day: toNumber(d) };
  const [, year, month, day] = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(text) ?? [];
  if (year !== undefined) return { ...plain, year: Number(year), month: Number(month), day: Number(day) };
  const [, short, shortDay] = /^(\d{1,2})\/(\d{1,2})$/.exec(text) ?? [];
  if (short !== undefined) return { ...plain, year: null, month: Number(short), day: Number(shortDay) };
  const named = MONTHS.findIndex((name) => new RegExp(`(?<![a-z])${name}`).test(text));
  if (named >= 0) {
    const [own, said] = [/(?<!\d)\d{1,2}(?!\d)/.exec(text)?.[0], /\d{4}/.exec(text)?.[0]];
    return { ...plain, year: said === undefined ? null : Number(said), month: named + 1, day: Number(own) };
  }
  return { year: null, month: null, day: 0, weekday, fixed: relative(text, today) };
}

function remarkOf(piece: string): number | null {
  const [, said] = /\(\s*([^)\s]+)\s*\)/.exec(piece) ?? [];
  return said === undefined ? null : toWeekdayNumber(said);
}

function toYear(text: string | undefined, today: string): number | null {
  if (text === undefined) return null;
  return /\d/.test(text) ? Number(text) : Number(today.slice(0, 4)) + (text === '明' ? 1 : 0);
}

function relative(text: string, today: string): string {
  const now = toDayNumber(today);
  const ahead = { 今天: 0, today: 0, 明天: 1, tomorrow: 1, 后天: 2 }[text];
  if (ahead !== undefined) return fromDayNumber(now + ahead);
  const monday = now - toWeekday(now) + (text.startsWith('下') ? 8 : 1);
  return fromDayNumber(monday + toWeekdayNumber(text) - 1);
}

/** The day it is, the next such one from `from` on where no year is said; null where there is none. */
export function toNextDay({ year, month, day, fixed }: WrittenDate, from: string): string | null {
  if (fixed !== null) return fixed;
  if (month === null || !Number.isInteger(month) || !Number.isInteger(day)) return null;
  const first = year ?? Number(from.slice(0, 4));
  // 29 February comes at most eight years later.
  const years = year === null ? Array.from({ length: 9 }, (_, i) => first + i) : [first];
  const days = years.map((one) => toDay(one, month, day)).filter((one): one is string => one !== null);
  return (year === null ? days.find((one) => one >= from) : days[0]) ?? null;
}

function toDay(year: number, month: number, day: number): string | null {
  const text = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  const at = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text) ? text : null;
}
