import { HAN, KINDS } from './normalise.ts';
import type { Pattern, Slot } from './pattern.ts';
import { slotOf } from './pattern.ts';
import type { Readings } from './readings.ts';

/** zhuang, chuang, shuang. */
const LONGEST_SYLLABLE = 6;
/** Longer words are not typed as pinyin; bounds the work a hostile query can cause. */
const LONGEST_WORD = 40;
/** Ways to cut one word, fewest syllables first. A phrase of five ambiguous syllables has 32. */
const MOST_SPELLINGS = 32;

const marks = /[\u0300-\u036f]/g;
const toneDigit = /(?<=[a-z])[1-5](?!\d)/g;

/** Tone marks off, tone digits to syllable borders, ü to v: shū fǎ and shu1fa3. */
export function plainLetters(word: string): string {
  const bare = word.normalize('NFD').replaceAll('u\u0308', 'v').replace(marks, '').normalize('NFC');
  return bare.replace(toneDigit, ' ').trimEnd();
}

/**
 * The ways to read a word that mixes pinyin and characters (shufa, shu法), a space being a syllable border.
 * `partial` lets the last syllable be unfinished.
 */
export function spellings(word: string, readings: Readings, partial: boolean): Pattern[] {
  const text = plainLetters(word);
  if (text.length > LONGEST_WORD) return [];
  const found: Pattern[] = [];
  // Positions from which no spelling reaches the end.
  const dead = new Set<number>();
  const slots: Slot[] = [];

  function follow(slot: Slot | null, next: number): void {
    if (slot === null || found.length >= MOST_SPELLINGS) return;
    slots.push(slot);
    walk(next);
    slots.pop();
  }

  function walk(at: number): void {
    if (at === text.length) found.push([...slots]);
    if (at >= text.length || dead.has(at)) return;
    const before = found.length;
    const unit = text.charCodeAt(at);
    if (text[at] === ' ') walk(at + 1);
    else if (KINDS[unit] === HAN) follow(slotOf(unit), at + 1);
    else {
      if (partial) follow(readings.findPrefix(text.slice(at)), text.length);
      for (let end = Math.min(at + LONGEST_SYLLABLE, text.length); end > at; end--) {
        if (!partial || end < text.length) follow(readings.find(text.slice(at, end)), end);
      }
    }
    if (found.length === before) dead.add(at);
  }

  walk(0);
  return found;
}
