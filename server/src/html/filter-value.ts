import { rowOf } from '../contract/filter-table.ts';
import { isKind } from '../contract/kinds.ts';
import type { Words } from './words.ts';

/** A value of a filter that is one of a list, in words, or as it is when nothing is called so; null for other filters. */
export function sayListed(name: string, value: string, words: Words): string | null {
  const { type, texts, vocabulary } = rowOf(name) ?? {};
  if (vocabulary) return words.label(vocabulary, value);
  if (texts) return nameOf(words.t[texts], value);
  if (type === 'kindCode') return isKind(value) ? words.kinds(value) : value;
  if (type === 'dayOfWeek') return /^[1-7]$/.test(value) ? words.format.weekday(Number(value)) : value;
  return type === 'areaCode' ? words.area(value) : null;
}

function nameOf(texts: Record<string, string>, value: string): string {
  return Object.hasOwn(texts, value) ? texts[value]! : value;
}
