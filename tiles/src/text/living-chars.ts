/** The characters that stand in some string: how many bigrams of all segments begin with each. */
export class LivingChars {
  readonly #bigrams = new Uint32Array(65536);
  /** Those that came or went since the last look. */
  readonly #changed = new Set<number>();

  get byteLength(): number {
    return this.#bigrams.byteLength;
  }

  /** The first string with a bigram came, or the last one went. */
  note(key: number, came: boolean): void {
    const char = key >>> 16;
    const count = this.#bigrams[char]! + (came ? 1 : -1);
    this.#bigrams[char] = count;
    if (count !== (came ? 1 : 0)) return;
    // Twice is back where it was.
    if (!this.#changed.delete(char)) this.#changed.add(char);
  }

  /** Characters of the basic plane, ascending. */
  list(): number[] {
    const chars: number[] = [];
    for (let unit = 0; unit < 65536; unit++) {
      if (this.#bigrams[unit]! > 0 && (unit < 0xd800 || unit > 0xdfff)) chars.push(unit);
    }
    return chars;
  }

  /** Whether the list changed since the last call. */
  takeChanged(): boolean {
    const isChanged = this.#changed.size > 0;
    this.#changed.clear();
    return isChanged;
  }
}
