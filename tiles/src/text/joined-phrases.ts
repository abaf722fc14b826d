import type { Phrase } from './phrases.ts';

const BETWEEN = '\n';

/** The phrases as one text, so that one search finds those that hold a word; a rank is a place in the list. */
export class JoinedPhrases {
  readonly #text: string;
  /** Where each phrase begins, and where one more would. */
  readonly #starts: Uint32Array;

  constructor(phrases: readonly Phrase[]) {
    this.#text = phrases.map(({ normalised }) => normalised).join(BETWEEN);
    this.#starts = new Uint32Array(phrases.length + 1);
    for (const [rank, { normalised }] of phrases.entries()) {
      this.#starts[rank + 1] = this.#starts[rank]! + normalised.length + BETWEEN.length;
    }
  }

  /** Ranks of the phrases that hold a text, ascending. */
  *holding(text: string): Generator<number> {
    // What is between phrases is in none.
    if (text.includes(BETWEEN)) return;
    for (let at = this.#text.indexOf(text); at >= 0;) {
      const rank = rankAt(this.#starts, at);
      yield rank;
      at = this.#text.indexOf(text, this.#starts[rank + 1]);
    }
  }
}

/** The last phrase that starts at or before a position. */
function rankAt(starts: Uint32Array, at: number): number {
  let [low, high] = [0, starts.length - 1];
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (starts[middle]! <= at) low = middle;
    else high = middle;
  }
  return low;
}
