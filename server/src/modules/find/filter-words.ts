import { FILTER_NAMES, rowOf, type FilterWhere } from '../../contract/filter-table.ts';
import { fill } from '../../contract/words/fill.ts';
import { sayListed } from '../../html/filter-value.ts';
import type { Words } from '../../html/words.ts';
import { valuesOf, type Raw } from './address.ts';
import type { Named } from './form-words.ts';
import { readNear, type Start } from './starts.ts';
import { findTexts } from './texts.ts';

/** What is needed to say a filter in words. */
export interface Naming {
  words: Words;
  starts: readonly Start[];
  institutions: readonly Named[];
}
/** A chosen value in words. */
export interface Chosen {
  name: string;
  value: string;
  text: string;
}

const LISTS = FILTER_NAMES.filter((name) => rowOf(name)?.isList);
const SINGLES = FILTER_NAMES.filter((name) => !rowOf(name)?.isList);

/** All conditions of a question, one by one. */
export function listChosen(raw: Raw, naming: Naming): Chosen[] {
  const lists = LISTS.flatMap((name) => valuesOf(raw, name).map((value) => ({ name, value })));
  const singles = SINGLES.flatMap((name) => (raw[name] === undefined ? [] : [{ name, value: raw[name] }]));
  // A box alone chooses nothing.
  const box = ['view', 'elsewhere'].includes(raw['scope'] ?? '') ? [{ name: 'scope', value: raw['scope']! }] : [];
  return [...singles, ...box, ...lists].map((one) => ({ ...one, text: sayFilter(one.name, one.value, naming) }));
}

export function sayFilter(name: string, value: string, { words, starts, institutions }: Naming): string {
  const listed = sayListed(name, value, words);
  if (listed !== null) return listed;
  const { format } = words;
  const own = findTexts(words.lang);
  if (name === 'scope') return value === 'view' ? own.bbox : own.outsideBox;
  switch (rowOf(name)?.type) {
    case 'organiserId':
      return institutions.find(({ id }) => String(id) === value)?.name ?? own.institutionUnnamed;
    case 'moment':
      return value === 'now' ? own.openNow : fill(own.openAt, { time: value.replace('T', ' ') });
    case 'circle':
      return sayNear(value, words, starts);
    case 'day': {
      const isDay = /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value));
      return `${own[name as FilterWhere<{ type: 'day' }>]} ${isDay ? format.day(value) : value}`;
    }
    case 'corners':
      return own.drawn;
    case 'point':
      return own.stack;
    default:
      return value;
  }
}

function sayNear(value: string, words: Words, starts: readonly Start[]): string {
  const own = findTexts(words.lang);
  const { start, metres } = readNear(value, starts)!;
  const distance = words.format.distance(Number(metres) || 0);
  return fill(own.nearWords, { distance, place: start ? words.area(start.code) : own.aroundPoint });
}
