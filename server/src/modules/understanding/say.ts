import { sayListed } from '../../html/filter-value.ts';
import type { Words } from '../../html/words.ts';
import { rowOf } from '../../contract/filter-table.ts';
import type { FilterName } from './read.ts';
import { understandingTexts } from './texts.ts';

/** The values of a filter in words. */
export function sayFilter(name: FilterName, value: string, words: Words): string {
  return words.list(value.split(',').map((one) => sayValue(name, one, words)));
}

function sayValue(name: FilterName, value: string, words: Words): string {
  const own = understandingTexts(words.lang);
  switch (rowOf(name)?.type) {
    case 'day':
      return words.format.day(value);
    case 'moment':
      return own.openNow;
    case 'circle':
      return own.near;
    default:
      return sayListed(name, value, words) ?? value;
  }
}
