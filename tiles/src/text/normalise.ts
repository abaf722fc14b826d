import { toSimplified } from './traditional.ts';

export const SEPARATOR = 0;
export const LETTER = 1;
/** Scripts written without spaces, taken character by character. */
export const HAN = 2;

const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}]/u;
const wordly = /[\p{L}\p{N}\p{M}]/u;

function kindOf(unit: number): number {
  // After normalise() only the Han planes 2 and 3 are left outside the basic plane.
  if (unit >= 0xd800 && unit <= 0xdfff) return HAN;
  const char = String.fromCharCode(unit);
  if (unspaced.test(char)) return HAN;
  return wordly.test(char) ? LETTER : SEPARATOR;
}

/** SEPARATOR, LETTER or HAN by UTF-16 code unit of a normalised text. */
export const KINDS = Uint8Array.from({ length: 65536 }, (_, unit) => kindOf(unit));

const anySurrogate = /[\ud800-\udfff]/;
const foreignPlanes = /[\u{10000}-\u{1ffff}\u{40000}-\u{10ffff}\p{Cs}]/gu;

/** NFKC, lower case, simplified characters; emoji and lone surrogates become spaces. */
export function normalise(text: string): string {
  const folded = toSimplified(text.normalize('NFKC').toLowerCase());
  return anySurrogate.test(folded) ? folded.replace(foreignPlanes, ' ') : folded;
}

/** Longest stretches without separators, in order, each once; twice when doubled, as in the pinyin ma ma. */
export function splitWords(normalised: string): string[] {
  const seen = new Set<string>();
  const words: string[] = [];
  let from = 0;
  for (let i = 0; i <= normalised.length; i++) {
    if (i < normalised.length && KINDS[normalised.charCodeAt(i)] !== SEPARATOR) continue;
    const word = normalised.slice(from, i);
    const isDouble = words.at(-1) === word && words.at(-2) !== word;
    if (word !== '' && (isDouble || !seen.has(word))) words.push(word);
    seen.add(word);
    from = i + 1;
  }
  return words;
}

/** A word cut where its script changes: 第1期 is 第, 1, 期. */
export function splitRuns(word: string): { text: string; kind: number }[] {
  const runs: { text: string; kind: number }[] = [];
  let from = 0;
  for (let i = 1; i <= word.length; i++) {
    const kind = KINDS[word.charCodeAt(from)]!;
    if (i < word.length && KINDS[word.charCodeAt(i)] === kind) continue;
    runs.push({ text: word.slice(from, i), kind });
    from = i;
  }
  return runs;
}
