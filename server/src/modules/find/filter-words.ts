import { fill } from '../../html/fill.ts';
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

const LISTS = [
  ...['kind', 'topic', 'audience', 'format', 'mode', 'price', 'part', 'weekday', 'status', 'division'],
  ...['institution', 'seats', 'accessible'],
];
const SINGLES = ['q', 'when', 'from', 'to', 'open', 'near', 'within', 'at'];

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
  switch (name) {
    case 'institution':
      return institutions.find(({ id }) => String(id) === value)?.name ?? own.institutionUnnamed;
    case 'open':
      return value === 'now' ? own.openNow : fill(own.openAt, { time: value.replace('T', ' ') });
    case 'near':
      return sayNear(value, words, starts);
    case 'from':
    case 'to':
      return `${own[name]} ${/^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value)) ? format.day(value) : value}`;
    case 'within':
      return own.drawn;
    case 'at':
      return own.stack;
    case 'scope':
      return value === 'view' ? own.bbox : own.outsideBox;
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
