import type { Lang } from '../contract/lists.ts';

const timeZone = 'Asia/Shanghai';
const dates = (lang: Lang, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(lang, { timeZone, ...options });

/** Numbers, money, dates and distances as a reader of `lang` writes them. */
export function createFormat(lang: Lang) {
  const numbers = new Intl.NumberFormat(lang);
  const yuan = (digits: number) =>
    new Intl.NumberFormat(lang, {
      style: 'currency',
      currency: 'CNY',
      currencyDisplay: 'narrowSymbol',
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    });
  const [whole, exact] = [yuan(0), yuan(2)];
  const unit = (name: string, digits: number) =>
    new Intl.NumberFormat(lang, { style: 'unit', unit: name, unitDisplay: 'short', maximumFractionDigits: digits });
  const [metres, kilometres] = [unit('meter', 0), unit('kilometer', 1)];
  const days = dates(lang, { year: 'numeric', month: 'short', day: 'numeric' });
  const monthDays = dates(lang, { month: 'short', day: 'numeric', weekday: 'short' });
  const clocks = dates(lang, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const weekdays = dates(lang, { weekday: 'short' });
  const noon = (day: string) => new Date(`${day}T12:00:00+08:00`);
  return {
    number: (value: number) => numbers.format(value),
    money: (amount: string) => (amount.endsWith('.00') ? whole : exact).format(Number(amount)),
    distance: (value: number) =>
      value < 995 ? metres.format(Math.max(10, Math.round(value / 10) * 10)) : kilometres.format(value / 1000),
    day: (day: string) => days.format(noon(day)),
    monthDay: (time: string) => monthDays.format(new Date(time)),
    clock: (time: string) => clocks.format(new Date(time)),
    dayAndTime: (time: string) => `${monthDays.format(new Date(time))} ${clocks.format(new Date(time))}`,
    /** Monday = 1; 2024-01-01 was one. */
    weekday: (value: number) => weekdays.format(noon(`2024-01-0${value}`)),
  };
}
