import type { Words } from '../../html/words.ts';
import type { FilterName } from './read.ts';
import { understandingTexts } from './texts.ts';

/** The values of a filter in words. */
export function sayFilter(name: FilterName, value: string, words: Words): string {
  return words.list(value.split(',').map((one) => sayValue(name, one, words)));
}

function sayValue(name: FilterName, value: string, words: Words): string {
  const { t, format } = words;
  const own = understandingTexts(words.lang);
  const tables: Partial<Record<FilterName, Record<string, string>>> = {
    kind: t.kinds,
    mode: t.modes,
    price: t.prices,
    seats: t.seats,
    when: t.whens,
    part: t.parts,
  };
  switch (name) {
    case 'topic':
    case 'audience':
    case 'format':
      return words.label(name, value);
    case 'accessible':
      return words.label('accessibility', value);
    case 'division':
      return words.area(value);
    case 'weekday':
      return format.weekday(Number(value));
    case 'from':
    case 'to':
      return format.day(value);
    case 'open':
      return own.openNow;
    case 'near':
      return own.near;
    default:
      return tables[name]?.[value] ?? value;
  }
}
