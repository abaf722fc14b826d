import { foldMarks } from './fold-marks.ts';
import { toSimplified } from './traditional.ts';

export const SEPARATOR = 0;
export const LETTER = 1;
/** Scripts written without spaces, taken character by character. */
export const HAN = 2;

const emoji = /^\p{Emoji}$/u;
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}]/u;
/** Signs of a name as normalise() writes them: C++, C#, A+. Nothing else has these after NFKC. */
const SIGNS = '＋＃';
const wordly = /[\p{L}\p{N}\p{M}]/u;

function kindOf(unit: number): number {
  // After normalise() only emoji and the Han planes 2 and 3 are left outside the basic plane.
  if (unit >= 0xd800 && unit <= 0xdfff) return HAN;
  const char = String.fromCharCode(unit);
  if (unspaced.test(char)) return HAN;
  if (unit > 0x2000 && emoji.test(char)) return HAN;
  return wordly.test(char) || SIGNS.includes(char) ? LETTER : SEPARATOR;
}

/** SEPARATOR, LETTER or HAN by UTF-16 code unit of a normalised text. */
export const KINDS = Uint8Array.from({ length: 65536 }, (_, unit) => kindOf(unit));

/** Pictures, and what lies outside the planes that are read. */
const anyPicture = /[\u203c-\u2bff\u3030\u303d\u3297\u3299\ud800-\udfff]/;
const pictures = /[\u203c-\u2bff\u3030\u303d\u3297\u3299\u{10000}-\u{1ffff}\u{40000}-\u{10ffff}\p{Cs}]/gu;
const skinTone = /[\u{1f3fb}-\u{1f3ff}]/u;
/** Up to two behind a short word of letters; AI+教育 is two words. */
const signed = /(?<![a-z0-9])(?![a-z]{2,}\+\p{Script=Han})([a-z][a-z0-9]{0,3})([+#]{1,2})(?![a-z0-9+#])/gu;

/** NFKC, lower case, plain letters, simplified characters; emoji stand apart, what is not read becomes a space. */
export function normalise(text: string): string {
  return plainOf(normaliseTyped(text));
}

/** What was typed as it stands in texts. */
export const plainOf = (typed: string): string => typed.replaceAll('ü', 'u');

/** The same of what was typed, where ü may be that of pinyin. */
export function normaliseTyped(text: string): string {
  let folded = toSimplified(foldMarks(text.normalize('NFKC').toLowerCase()));
  if (anyPicture.test(folded))
    folded = folded.replace(pictures, (char) =>
      emoji.test(char)
        ? skinTone.test(char)
          ? ' '
          : ` ${char} `
        : char < '\u{10000}' && !/\p{Cs}/u.test(char)
          ? char
          : ' ',
    );
  return /[+#]/.test(folded) ? folded.replace(signed, toSigned) : folded;
}

const toSigned = (_all: string, word: string, signs: string): string =>
  word + signs.replaceAll('+', '＋').replaceAll('#', '＃');

/** Whether a word ends in signs; the word without them stands there too. */
export const withoutSigns = (word: string): string => word.replace(/[＋＃]+$/, '');

/** Normalised words as they may be told. */
export const toShown = (word: string): string => word.replaceAll('＋', '+').replaceAll('＃', '#');

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
