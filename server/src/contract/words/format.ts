import type { Lang } from '../lists.ts';
import { shanghaiDay } from './session.ts';

const ZONE = 'Asia/Shanghai';
const made = new Map<string, Intl.DateTimeFormat | Intl.NumberFormat>();

function once<F extends Intl.DateTimeFormat | Intl.NumberFormat>(key: string, make: () => F): F {
  const known = made.get(key);
  if (known) return known as F;
  const format = make();
  made.set(key, format);
  return format;
}
function dates(lang: Lang, name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return once(`${lang} ${name}`, () => new Intl.DateTimeFormat(lang, { timeZone: ZONE, ...options }));
}
function numbers(lang: Lang, name: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  return once(`${lang} ${name}`, () => new Intl.NumberFormat(lang, options));
}
/** Noon in Shanghai, so that a calendar day stays that day. */
const noon = (day: string) => new Date(`${day}T12:00:00+08:00`);

export function number(value: number, lang: Lang): string {
  return numbers(lang, 'number', {}).format(value);
}

/** Yuan, without decimals where there are none. */
export function money(yuan: string, lang: Lang): string {
  const whole = yuan.endsWith('.00') || !yuan.includes('.');
  return numbers(lang, whole ? 'yuan' : 'yuan and fen', {
    style: 'currency',
    currency: 'CNY',
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: whole ? 0 : 2,
    maximumFractionDigits: whole ? 0 : 2,
  }).format(Number(yuan));
}

/** Metres to the ten below a kilometre, then kilometres with one decimal below a hundred. */
export function distance(metres: number, lang: Lang): string {
  if (metres < 995) {
    const ten = Math.max(10, Math.round(metres / 10) * 10);
    return numbers(lang, 'm', { style: 'unit', unit: 'meter', unitDisplay: 'short' }).format(ten);
  }
  return numbers(lang, metres < 99_950 ? 'km.1' : 'km', {
    style: 'unit',
    unit: 'kilometer',
    unitDisplay: 'short',
    maximumFractionDigits: metres < 99_950 ? 1 : 0,
  }).format(metres / 1000);
}

/** 2026年11月28日 */
export function day(date: string, lang: Lang): string {
  return dates(lang, 'day', { year: 'numeric', month: 'short', day: 'numeric' }).format(noon(date));
}

/** 11月28日周六, of an instant. */
export function monthDay(time: string, lang: Lang): string {
  return dates(lang, 'monthDay', { month: 'short', day: 'numeric', weekday: 'short' }).format(new Date(time));
}

/** 11月28日, of an instant. */
export function date(time: string, lang: Lang): string {
  return dates(lang, 'date', { month: 'short', day: 'numeric' }).format(new Date(time));
}

export function dayAndTime(time: string, lang: Lang): string {
  return dates(lang, 'dayAndTime', {
    month: 'short',
    day: 'numeric',
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(new Date(time));
}

/** Monday = 1. */
export function weekday(value: number, lang: Lang): string {
  // 2024-01-01 was a Monday.
  return dates(lang, 'weekday', { weekday: 'short' }).format(noon(`2024-01-0${value}`));
}

/** A wall time past midnight: 次日 01:00, 01:00 next day; whoever reads times understands it again. */
export const nextDay = (time: string, lang: Lang): string => (lang === 'en' ? `${time} next day` : `次日 ${time}`);

/** 14:00 in Shanghai, in both languages; of an end told from an instant `after` (ms): 次日 01:00 */
export function clock(time: string, lang: Lang, after = Infinity): string {
  const at = new Date(time);
  const told = dates(lang, 'clock', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at);
  return shanghaiDay(at.getTime()) > shanghaiDay(after) ? nextDay(told, lang) : told;
}
