import { toSimplified } from '../../names/plain-characters.ts';

/** A word of a list as it is looked for: its letters and characters alone. */
export type WordPattern = string;

/** Letters and characters of a text, one after the other, and where each stood. */
interface Folded {
  text: string;
  from: number[];
  to: number[];
  /** Signs skipped before it; Infinity where a sentence ended there. */
  gap: number[];
}

const UNSEEN = /^[\p{Cf}\p{M}\u115f\u3164]$/u;
const WORDLY = /[\p{L}\p{N}]/u;
const ENDS = /[。！？!?;；\n]/;
/** What is put between signs to hide a word is short. */
const WIDEST_GAP = 3;

/** Wide and circled letters as plain ones, simplified characters, small letters; what is not shown is left out. */
function fold(text: string): Folded {
  const folded: Folded = { text: '', from: [], to: [], gap: [] };
  let [at, gap] = [0, 0];
  for (const sign of text) {
    const end = at + sign.length;
    const plain = WORDLY.test(sign) ? foldSign(sign) : '';
    for (let unit = 0; unit < plain.length; unit++) {
      folded.from.push(at);
      folded.to.push(end);
      folded.gap.push(unit === 0 ? gap : 0);
    }
    if (plain !== '') [folded.text, gap] = [folded.text + plain, 0];
    else if (ENDS.test(sign)) gap = Infinity;
    else if (!UNSEEN.test(sign)) gap += 1;
    at = end;
  }
  return folded;
}
const foldSign = (sign: string) => toSimplified(sign.normalize('NFKD').toLowerCase()).replace(/[^\p{L}\p{N}]/gu, '');

/** Null where it is too short to mean anything. */
export function compileWord(word: string): WordPattern | null {
  const { text } = fold(word);
  return [...text].length < 2 ? null : text;
}

export interface Found<W> {
  word: W;
  /** As it stands in the text. */
  said: string;
}
/** Each word once for each way it is written in; words of letters as whole words only. */
export function findWords<W extends { pattern: WordPattern }>(words: readonly W[], text: string): Found<W>[] {
  if (text === '') return [];
  const folded = fold(text);
  return words.flatMap((word) => {
    const said = new Set<string>();
    for (let at = folded.text.indexOf(word.pattern); at >= 0; at = folded.text.indexOf(word.pattern, at + 1)) {
      const end = at + word.pattern.length;
      if (stands(folded, at, end)) said.add(text.slice(folded.from[at], folded.to[end - 1]));
    }
    return [...said].map((one) => ({ word, said: one }));
  });
}

const isLetter = (sign: string | undefined) => sign !== undefined && /[a-z0-9]/.test(sign);
function stands({ text, gap }: Folded, at: number, end: number): boolean {
  for (let n = at + 1; n < end; n++) if (gap[n]! > WIDEST_GAP) return false;
  if (isLetter(text[at]) && isLetter(text[at - 1]) && gap[at] === 0) return false;
  return !(isLetter(text[end - 1]) && isLetter(text[end]) && gap[end] === 0);
}
