import { isKind } from '../contract/kinds.ts';
import type { Words } from './words.ts';

/** A value of a filter that is one of a list, in words, or as it is when nothing is called so; null for other filters. */
export function sayListed(name: string, value: string, words: Words): string | null {
  const { t, format } = words;
  const tables: Record<string, Record<string, string>> = {
    mode: t.modes,
    price: t.prices,
    seats: t.seats,
    status: t.statuses,
    when: t.whens,
    part: t.parts,
  };
  if (Object.hasOwn(tables, name)) return Object.hasOwn(tables[name]!, value) ? tables[name]![value]! : value;
  switch (name) {
    case 'kind':
      return isKind(value) ? words.kinds(value) : value;
    case 'weekday':
      return /^[1-7]$/.test(value) ? format.weekday(Number(value)) : value;
    case 'topic':
    case 'audience':
    case 'format':
      return words.label(name, value);
    case 'accessible':
      return words.label('accessibility', value);
    case 'division':
      return words.area(value);
    default:
      return null;
  }
}
