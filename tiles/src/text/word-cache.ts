import type { WordMatch } from './word-match.ts';

/** Documents of all words kept together, 16 MB: the words of most queries are few and often the same. */
const MOST_DOCS = 2 ** 21;

/** The words looked up last. An index never changes, so nothing kept grows old. */
export class WordCache {
  readonly #matches = new Map<string, WordMatch>();
  #docs = 0;

  get(key: string): WordMatch | undefined {
    const match = this.#matches.get(key);
    if (match === undefined) return undefined;
    this.#matches.delete(key);
    this.#matches.set(key, match);
    return match;
  }

  set(key: string, match: WordMatch): void {
    this.#matches.set(key, match);
    this.#docs += costOf(match);
    for (const [oldest, { rows }] of this.#matches) {
      if (this.#docs <= MOST_DOCS) break;
      this.#matches.delete(oldest);
      this.#docs -= costOf({ rows });
    }
  }
}

/** A word costs something even when nothing has it. */
const costOf = ({ rows }: Pick<WordMatch, 'rows'>): number => rows.length + 64;
