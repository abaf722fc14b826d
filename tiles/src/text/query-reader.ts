import type { Corpus } from './corpus.ts';
import { cutPinyin } from './cut-pinyin.ts';
import { listWords } from './dictionary.ts';
import { LETTER, splitRuns } from './normalise.ts';
import { repair } from './repair.ts';
import { isHan, segment } from './segment.ts';
import type { WordMatch, WordReader } from './word-match.ts';

/** Words of a query that are looked up; those beyond are named as dropped. */
export const MOST_WORDS = 12;
/** Words joined when pinyin is typed with spaces: wen hua li tang. */
const MOST_SYLLABLES = 6;
/** Characters of a query that are cut into pieces, and words of letters that are: nobody types more by hand. */
const MOST_CUT = 96;
const MOST_CUT_LATIN = 2;

/** A syllable, with its tone as a mark or a digit if it has any. */
const letters = /^\p{Script=Latin}+[1-5]?$/u;

/** The words of a query, each as it is found; pinyin with spaces becomes one word. */
export function readWords(words: readonly string[], reader: WordReader): WordMatch[] {
  const matches = new Map<string, WordMatch>();
  for (let i = 0; i < words.length;) {
    const spaced = readSpaced(words, i, reader);
    const word = words[i]!;
    if (spaced) matches.set(spaced.match.word, spaced.match);
    else if (!matches.has(word)) matches.set(word, reader.read(word, i === words.length - 1));
    i = spaced?.next ?? i + 1;
  }
  return [...matches.values()];
}

/** The longest stretch of words from `from` that is one phrase in pinyin, unless its words occur as they are. */
function readSpaced(
  words: readonly string[],
  from: number,
  reader: WordReader,
): { match: WordMatch; next: number } | null {
  let end = from;
  while (end < words.length && end < from + MOST_SYLLABLES && letters.test(words[end]!)) end++;
  if (end - from < 2) return null;
  const stretch = words.slice(from, end);
  if (stretch.every((word) => reader.readLiteral(word).rows.length > 0)) return null;
  for (let next = end; next >= from + 2; next--) {
    const match = reader.readSpaced(words.slice(from, next));
    if (match.rows.length > 0) return { match, next };
  }
  return null;
}

interface Loosened {
  /** Words that occur. */
  matches: WordMatch[];
  /** What had to be left out so far. */
  dropped: string[];
  /** Words people know among that. */
  absent: string[];
}

/** The words that occur, and the pieces that occur of those that do not. */
export function loosen(read: readonly WordMatch[], reader: WordReader, corpus: Corpus): Loosened {
  const known = read.flatMap(({ isAbsent, word }) => (isAbsent && phrasesIn(word, corpus) === null ? [word] : []));
  const unknown = read.flatMap(({ rows, isAbsent, word }) => (rows.length === 0 && !isAbsent ? [word] : []));
  const matches = new Map(read.filter((match) => match.rows.length > 0).map((match) => [match.word, match]));
  const dropped = [...known];
  const add = (piece: string) => {
    const match = matches.get(piece) ?? (matches.size < MOST_WORDS ? reader.read(piece, false) : null);
    if (match && match.rows.length > 0) matches.set(piece, match);
    else dropped.push(piece);
  };
  const isWord = (text: string) => reader.isWord(text);
  let [charsLeft, latinLeft] = [MOST_CUT, MOST_CUT_LATIN];
  for (const { word, isAbsent } of read) {
    const parts = isAbsent ? phrasesIn(word, corpus) : null;
    parts?.pieces.forEach(add);
    dropped.push(...(parts?.fillers ?? []));
  }
  for (const word of unknown) {
    if (charsLeft <= 0) {
      dropped.push(word);
      continue;
    }
    charsLeft -= word.length;
    const runs = splitRuns(word);
    for (const { text, kind } of runs) {
      const { pieces, fillers } =
        kind === LETTER ? lettersOf(text, runs.length, latinLeft-- > 0 ? reader : null) : segment(text, corpus);
      pieces.forEach(add);
      for (const filler of fillers) {
        const { repaired, left } = repair(filler, corpus, isWord);
        for (const { text: piece, phrases, via } of repaired) {
          if (matches.size < MOST_WORDS) matches.set(piece, reader.readPhrases(piece, phrases, via));
          else left.push(piece);
        }
        dropped.push(...left);
        known.push(...left.flatMap((rest) => listWords(rest, isWord)));
      }
    }
  }
  if (matches.size === 0 && known.length === 0) {
    // Nothing longer is left to hold on to, so single characters have to do.
    dropped.splice(0, dropped.length, ...unknown.filter((word) => !isHan(word)));
    for (const char of new Set(unknown.filter(isHan).join(''))) add(char);
  }
  return { matches: [...matches.values()], dropped, absent: known };
}

/** What a longer word that nothing has is made of, where people search for that by name: 叉车 of 叉车证. */
function phrasesIn(word: string, corpus: Corpus): { pieces: string[]; fillers: string[] } | null {
  if (word.length < 3 || !isHan(word)) return null;
  const parts = segment(word, corpus);
  return parts.pieces.length > 0 && parts.pieces.every((piece) => corpus.isPhrase(piece)) ? parts : null;
}

/** Letters that were a word of their own have been looked up already; they may be several in pinyin. */
function lettersOf(text: string, runCount: number, reader: WordReader | null): { pieces: string[]; fillers: string[] } {
  if (runCount > 1) return { pieces: [text], fillers: [] };
  const pieces = reader && cutPinyin(text, (word) => reader.isPinyin(word));
  return pieces ? { pieces, fillers: [] } : { pieces: [], fillers: [text] };
}
