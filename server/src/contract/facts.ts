import type { Card } from './common.ts';
import type { Lang } from './lists.ts';
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
