import type { DocWeights } from './doc-weights.ts';

/** Documents of all words kept together, 16 MB: the words of most queries are few and often the same. */
const MOST_DOCS = 2 ** 21;

/** The words looked up last. Nothing kept survives an edit. */
export class WordCache<Match extends DocWeights> {
  readonly #matches = new Map<string, Match>();
  #docs = 0;

  get(key: string): Match | undefined {
    const match = this.#matches.get(key);
    if (match === undefined) return undefined;
    this.#matches.delete(key);
    this.#matches.set(key, match);
    return match;
  }

  set(key: string, match: Match): void {
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
const costOf = ({ rows }: Pick<DocWeights, 'rows'>): number => rows.length + 64;
