import type { Lang } from '../contract/lists.ts';
import * as format from '../contract/words/format.ts';

/** Numbers, money, dates and distances as a reader of `lang` writes them. */
export function createFormat(lang: Lang) {
  return {
    number: (value: number) => format.number(value, lang),
    money: (yuan: string) => format.money(yuan, lang),
    distance: (metres: number) => format.distance(metres, lang),
    day: (date: string) => format.day(date, lang),
    monthDay: (time: string) => format.monthDay(time, lang),
    clock: (time: string, after?: number) => format.clock(time, lang, after),
    dayAndTime: (time: string) => format.dayAndTime(time, lang),
    weekday: (value: number) => format.weekday(value, lang),
  };
}
