import { pinyin } from 'pinyin-pro';
import type { Slot } from './pattern.ts';
import { traditionalOf } from './traditional.ts';

// Readings never change, so every index of the process shares them.
const known = new Map<number, readonly string[]>();
/** By character: bit k is set when some reading begins with letter k. */
const initials = new Uint32Array(65536);
// A bare consonant (嗯 ng, 呒 m) would cut real syllables apart.
const syllable = /^[a-z]*[aeiouv][a-z]*$/;

/** All readings of a character without tones, ü as v, the usual one first; empty when it has none. */
export function readingsOf(char: number): readonly string[] {
  let found = known.get(char);
  if (found === undefined) {
    const all = [char, ...traditionalOf(char)].flatMap((form) =>
      pinyin(String.fromCharCode(form), { toneType: 'none', type: 'array', multiple: true, v: true }),
    );
    found = [...new Set(all)].filter((reading) => syllable.test(reading));
    known.set(char, found);
    for (const reading of found) initials[char]! |= 1 << (reading.charCodeAt(0) - 97);
  }
  return found;
}

/** Pinyin of the characters that occur in an index. */
export class Readings {
  readonly #bySyllable = new Map<string, Slot>();
  readonly #byPrefix = new Map<string, Slot>();
  readonly #alike = new Map<number, Slot>();
  // 65536 is the slot for any character.
  #nextId = 65537;

  static *build(chars: readonly number[], share: number): Generator<number, Readings> {
    const readings = new Readings();
    const bySyllable = new Map<string, number[]>();
    for (const [i, char] of chars.entries()) {
      for (const reading of readingsOf(char)) {
        const list = bySyllable.get(reading);
        if (list) list.push(char);
        else bySyllable.set(reading, [char]);
      }
      if (i % 500 === 499) yield share;
    }
    for (const [reading, list] of bySyllable) readings.#bySyllable.set(reading, readings.#slot(list));
    return readings;
  }

  #slot(chars: readonly number[]): Slot {
    return { id: this.#nextId++, chars, set: new Set(chars) };
  }

  /** The characters read so, or null when no character of the index is. */
  find(syllable: string): Slot | null {
    return this.#bySyllable.get(syllable) ?? null;
  }

  /** The character and those that share a reading with it. */
  findAlike(char: number): Slot {
    const known = this.#alike.get(char);
    if (known) return known;
    const chars = new Set([char]);
    for (const reading of readingsOf(char)) for (const other of this.find(reading)?.chars ?? []) chars.add(other);
    const slot = this.#slot([...chars]);
    this.#alike.set(char, slot);
    return slot;
  }

  /** The characters with a reading that begins so, or null. */
  findPrefix(prefix: string): Slot | null {
    const known = this.#byPrefix.get(prefix);
    if (known) return known;
    const chars = new Set<number>();
    for (const [reading, slot] of this.#bySyllable) {
      if (reading.startsWith(prefix)) for (const char of slot.chars) chars.add(char);
    }
    if (chars.size === 0) return null;
    const slot = this.#slot([...chars]);
    this.#byPrefix.set(prefix, slot);
    return slot;
  }
}

/** Whether a reading of a character of some index begins with the letter (both as code units). */
export function beginsWith(char: number, letter: number): boolean {
  return ((initials[char]! >>> (letter - 97)) & 1) === 1;
}
