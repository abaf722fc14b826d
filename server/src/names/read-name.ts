import { syllablesOf } from '@zlm/tiles';
import { NAME_ENDS, NAME_WORDS } from './name-words.ts';

/** A name for who reads no Chinese. */
export interface ReadName {
  /** As it is said, word by word: Gudang Jiedao Shequ Xuexiao */
  namePinyin: string;
  /** The words that are known in English, the rest as it is said: Gudang Subdistrict Community School */
  nameGloss?: string;
}
/** A stretch of a name; `english` only where its meaning is known. */
interface Piece {
  pinyin: string;
  english: string | null;
}

const HAN = /\p{Script=Han}/u;
const WORDS = new Map(Object.entries(NAME_WORDS));
const ENDS = new Map(Object.entries(NAME_ENDS));
const LONGEST = Math.max(...[...WORDS.keys()].map(({ length }) => length));
/** A name of so many characters is one word. */
const ONE_WORD = 3;
/** So that 镇 and 市 stand at the end of a name, not in it. */
const SHORTEST_STEM = 2;
const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });

const MOST_KNOWN = 20_000;
const known = new Map<string, ReadName | null>();

/** How a Chinese name is said and what it says; null where it has no Chinese in it. */
export function readName(name: string): ReadName | null {
  const before = known.get(name);
  if (before !== undefined) return before;
  const read = HAN.test(name) ? spell(name) : null;
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(name, read);
  return read;
}

/** A place with how its name is read, where that helps. */
export function withReading<P extends { name: string }>(place: P): P & Partial<ReadName> {
  return { ...place, ...readName(place.name) };
}

function spell(name: string): ReadName {
  const pieces = cut(name);
  const namePinyin = join(pieces.map(({ pinyin }) => pinyin));
  if (pieces.every(({ english }) => english === null)) return { namePinyin };
  return { namePinyin, nameGloss: join(pieces.map(({ english, pinyin }) => english ?? pinyin)) };
}

/** The known words of a name and what is between them, in their order. */
function cut(name: string): Piece[] {
  const pieces: Piece[] = [];
  let stem = '';
  const closeStem = () => {
    if (stem !== '') pieces.push(...spellStem(stem));
    stem = '';
  };
  for (let at = 0; at < name.length;) {
    const word = wordAt(name, at);
    const found = word ? WORDS.get(word) : endAt(name, at, stem);
    if (found) {
      closeStem();
      pieces.push({ pinyin: found[0], english: found[1] });
    } else stem += name[at];
    at += word?.length ?? 1;
  }
  closeStem();
  return pieces;
}

/** The longest known word that begins here. */
function wordAt(name: string, at: number): string | null {
  for (let length = Math.min(LONGEST, name.length - at); length > 1; length--) {
    const word = name.slice(at, at + length);
    if (WORDS.has(word)) return word;
  }
  return null;
}

function endAt(name: string, at: number, stem: string) {
  return stem.length >= SHORTEST_STEM && [...stem].every((char) => HAN.test(char)) ? ENDS.get(name[at]!) : undefined;
}

/** Chinese by its words, the rest as it is. */
function spellStem(stem: string): Piece[] {
  return (stem.match(/\p{Script=Han}+|[^\p{Script=Han}]+/gu) ?? []).flatMap((run) =>
    HAN.test(run) ? wordsOf(run).map((word) => ({ pinyin: toWord(word), english: null })) : toPlain(run),
  );
}

function toPlain(run: string): Piece[] {
  const text = run.normalize('NFKC').trim();
  return text === '' ? [] : [{ pinyin: text, english: null }];
}

/** Single characters side by side are one name. */
function wordsOf(run: string): string[] {
  if (run.length <= ONE_WORD) return [run];
  const words: string[] = [];
  let isOpen = false;
  for (const { segment } of segmenter.segment(run)) {
    const isSingle = segment.length === 1;
    if (isSingle && isOpen) words[words.length - 1] += segment;
    else words.push(segment);
    isOpen = isSingle;
  }
  return words;
}

/** rui an: Rui'an */
function toWord(word: string): string {
  const joined = syllablesOf(word).reduce((text, next) => text + (text && /^[aeo]/.test(next) ? "'" : '') + next, '');
  return joined.charAt(0).toUpperCase() + joined.slice(1);
}

/** No space inside brackets or before a dot. */
const join = (texts: readonly string[]): string =>
  texts
    .join(' ')
    .replace(/([([「《]) /g, '$1')
    .replace(/ ([)\]」》,.、])/g, '$1');
