import type { Kind, Lang } from '@zlm/server/contract';
import { traitsOf } from '@zlm/server/contract/kinds';
import { computed } from 'vue';
import * as format from '@zlm/server/contract/words/format';
import { i18n } from './locale.ts';
import type { Messages } from './zh-CN.ts';

type Leaves<T, Prefix extends string = ''> = {
  [K in keyof T & string]: T[K] extends string ? `${Prefix}${K}` : Leaves<T[K], `${Prefix}${K}.`>;
}[keyof T & string];
export type MessageKey<Own = unknown> = Leaves<Messages> | Leaves<Own>;
type Named = Record<string, string | number>;

const { t: translate, locale } = i18n.global;
const lang = computed(() => locale.value as Lang);

/** Texts without names or cases, by language: most of a page, asked for again with every card. */
const plain = new Map<string, string>();

function t(key: string, named?: Named): string {
  if (named) return translate(key, named);
  const known = `${locale.value} ${key}`;
  const text = plain.get(known) ?? translate(key);
  // A text that has not come yet is its own key.
  if (text !== key) plain.set(known, text);
  return text;
}
/** A message with a number in it: plural case by the number, `{n}` written for the language. */
function tn(key: string, n: number, named: Named = {}): string {
  return translate(key, { ...named, n: format.number(n, lang.value) }, n);
}
// Made once: a list of a hundred cards asks for it five times a card.
const text = {
  t,
  tn,
  lang,
  /** 活动, Activity */
  kindName: (kind: Kind) => traitsOf(kind).names[lang.value].one,
  /** 活动, Activities */
  kindsName: (kind: Kind) => traitsOf(kind).names[lang.value].many,
  number: (value: number) => format.number(value, lang.value),
  money: (yuan: string) => format.money(yuan, lang.value),
  distance: (metres: number) => format.distance(metres, lang.value),
  day: (date: string) => format.day(date, lang.value),
  monthDay: (time: string) => format.monthDay(time, lang.value),
  date: (time: string) => format.date(time, lang.value),
  dayAndTime: (time: string) => format.dayAndTime(time, lang.value),
  weekday: (weekday: number) => format.weekday(weekday, lang.value),
  clock: (time: string, after?: number) => format.clock(time, lang.value, after),
};
type Text<Own> = Omit<typeof text, 't' | 'tn'> & {
  t: (key: MessageKey<Own>, named?: Named) => string;
  tn: (key: MessageKey<Own>, n: number, named?: Named) => string;
};

/** Texts and formats in the language of the page; `Own` are the texts of the calling module under its folder's name. */
export function useText<Own = unknown>(): Text<Own> {
  return text;
}
