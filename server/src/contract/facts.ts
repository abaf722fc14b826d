import type { Card } from './common.ts';
import type { Lang } from './lists.ts';
import { fillCase } from './words/fill.ts';
import type { SharedWords } from './words/zh-CN.ts';

/** What is said about a thing beside a name, by its page and by the app alike; without a value it is left out. */
export interface Fact {
  name: string;
  text?: string | null | false;
  /** In place of text: codes, each opens all that share it. */
  topics?: readonly string[];
  /** In place of text: the code of an area. */
  division?: string | null;
}

/** How page and app put values into words. */
export interface FactWords {
  lang: Lang;
  fact(name: keyof SharedWords['facts'], values?: Readonly<Record<string, string>>): string;
  label(vocabulary: string, code: string): string;
  list(texts: readonly string[]): string;
  mode(mode: keyof SharedWords['modes']): string;
  status(status: keyof SharedWords['statuses']): string;
  price(price: Card['price']): string | null;
  seats(seats: NonNullable<Card['seats']>): string | null;
  number(value: number): string;
  day(date: string): string;
  dayAndTime(time: string): string;
}

/** Nothing said of the price is not the same as free. */
export function priceFact(price: Card['price'], say: FactWords): Fact {
  return { name: say.fact('price'), text: say.price(price) ?? say.fact('notStated') };
}

export function audienceFact(codes: readonly string[], say: FactWords): Fact {
  const labels = codes.map((code) => say.label('audience', code));
  return { name: say.fact('audience'), text: labels.length > 0 ? say.list(labels) : say.fact('everybody') };
}

const earned = {
  'zh-CN': { credits: '学分', creditCount: '{n} 学分', hours: '学时', hourCount: '{n} 学时' },
  en: {
    credits: 'Credits',
    creditCount: '1 credit | {n} credits',
    hours: 'Hours',
    hourCount: '1 hour | {n} hours',
  },
};
/** What it counts for where it is learnt: hours and credits, which are never the same. */
export function earnedFacts(
  { credits, hours }: { credits: string | null; hours: number | null },
  say: FactWords,
): Fact[] {
  const own = earned[say.lang];
  const count = (cases: string, n: number | null) => n !== null && fillCase(cases, n, { n: say.number(n) });
  return [
    { name: own.credits, text: count(own.creditCount, credits === null ? null : Number(credits)) },
    { name: own.hours, text: count(own.hourCount, hours) },
  ];
}
