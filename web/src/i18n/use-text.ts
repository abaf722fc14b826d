import type { Lang } from '@zlm/server/contract';
import { computed } from 'vue';
import { useI18n } from 'vue-i18n';
import * as format from './format.ts';
import type { Messages } from './zh-CN.ts';

type Leaves<T, Prefix extends string = ''> = {
  [K in keyof T & string]: T[K] extends string ? `${Prefix}${K}` : Leaves<T[K], `${Prefix}${K}.`>;
}[keyof T & string];
export type MessageKey<Own = unknown> = Leaves<Messages> | Leaves<Own>;
type Named = Record<string, string | number>;

/** Texts and formats in the language of the page; `Own` are the texts of the calling module under its folder's name. */
export function useText<Own = unknown>() {
  const { t: translate, locale } = useI18n({ useScope: 'global' });
  const lang = computed(() => locale.value as Lang);

  function t(key: MessageKey<Own>, named: Named = {}): string {
    return translate(key, named);
  }
  /** A message with a number in it: plural case by the number, `{n}` written for the language. */
  function tn(key: MessageKey<Own>, n: number, named: Named = {}): string {
    return translate(key, { ...named, n: format.number(n, lang.value) }, n);
  }
  return {
    t,
    tn,
    lang,
    number: (value: number) => format.number(value, lang.value),
    money: (yuan: string) => format.money(yuan, lang.value),
    distance: (metres: number) => format.distance(metres, lang.value),
    day: (date: string) => format.day(date, lang.value),
    monthDay: (time: string) => format.monthDay(time, lang.value),
    dayAndTime: (time: string) => format.dayAndTime(time, lang.value),
    weekday: (weekday: number) => format.weekday(weekday, lang.value),
    clock: (time: string) => format.clock(time, lang.value),
  };
}
