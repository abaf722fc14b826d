import { sortSteps } from '../input/steps.ts';
import { JoinedPhrases } from './joined-phrases.ts';
import { byRank, type Phrase } from './phrases.ts';
import { Sounds } from './sounds.ts';

const SHORT = 4;

/** The phrases by what they are looked up by; those that are gone stay where they were. */
export class PhraseBook {
  readonly sounds = new Sounds();
  readonly #known = new Set<Phrase>();
  readonly #byLength = new Map<number, Phrase[]>();
  readonly #byFirst = new Map<number, Phrase[]>();
  /** All by rank, and the short ones among them, as they were when the book was made. */
  #first: readonly Phrase[] = [];
  #short: readonly Phrase[] = [];
  #joined = new JoinedPhrases([]);
  /** Those whose rank may have changed since. */
  readonly #moved = new Set<Phrase>();

  /** Makes the book. */
  *fillSteps(phrases: readonly Phrase[], share: number): Generator<number, void> {
    const ranked = [...phrases];
    const sorting = sortSteps(ranked, byRank);
    while (!sorting.next().done) yield share;
    for (const [at, phrase] of ranked.entries()) {
      this.#add(phrase);
      if (at % 2000 === 1999) yield share;
    }
    this.#first = ranked;
    this.#short = ranked.filter(isShort);
    this.#joined = new JoinedPhrases(ranked);
  }

  /** Takes phrases whose rank or look changed, and new ones. */
  update(changed: readonly Phrase[]): void {
    for (const phrase of changed) {
      this.#moved.add(phrase);
      if (!this.#known.has(phrase)) this.#add(phrase);
    }
  }

  #add(phrase: Phrase): void {
    this.#known.add(phrase);
    push(this.#byLength, phrase.normalised.length, phrase);
    push(this.#byFirst, phrase.normalised.charCodeAt(0), phrase);
    this.sounds.add(phrase);
  }

  /** All that pass, by rank. */
  all(test: (phrase: Phrase) => boolean): Phrase[] {
    return living([...this.#known].filter(test));
  }

  /** Phrases of so many characters that pass, by rank. */
  ofLength(length: number, test: (phrase: Phrase) => boolean): Phrase[] {
    return living((this.#byLength.get(length) ?? []).filter(test));
  }

  /** Phrases whose first code unit and that pass themselves, by rank. */
  beginning(head: (unit: number) => boolean, test: (phrase: Phrase) => boolean): Phrase[] {
    const found: Phrase[] = [];
    for (const [unit, phrases] of this.#byFirst) {
      if (head(unit)) for (const phrase of phrases) if (test(phrase)) found.push(phrase);
    }
    return living(found);
  }

  /** The first phrases of at most 4 characters that pass, by rank. */
  shortOnes(test: (phrase: Phrase) => boolean, most: number): Phrase[] {
    return this.#firstOf(this.#short, (phrase) => isShort(phrase) && test(phrase), most);
  }

  /** The first phrases that hold a text and pass, by rank. */
  holding(text: string, most: number, test: (phrase: Phrase) => boolean): Phrase[] {
    const isIt = (phrase: Phrase) => phrase.normalised.includes(text) && test(phrase);
    return this.#firstOf(this.#holding(text), isIt, most);
  }

  *#holding(text: string): Generator<Phrase> {
    for (const at of this.#joined.holding(text)) yield this.#first[at]!;
  }

  /** What has not moved is in order, so that a few are enough; the others are looked at one by one. */
  #firstOf(ordered: Iterable<Phrase>, test: (phrase: Phrase) => boolean, most: number): Phrase[] {
    const found = [...this.#moved].filter(test);
    let inPlace = 0;
    for (const phrase of ordered) {
      if (inPlace === most) break;
      if (this.#moved.has(phrase) || !test(phrase)) continue;
      found.push(phrase);
      inPlace++;
    }
    return living(found).slice(0, most);
  }
}

const isShort = ({ normalised }: Phrase): boolean => normalised.length <= SHORT;

/** Those that documents carry, by rank. */
export function living(phrases: readonly Phrase[]): Phrase[] {
  return phrases.filter(({ frequency }) => frequency > 0).sort(byRank);
}

function push<K>(groups: Map<K, Phrase[]>, key: K, phrase: Phrase): void {
  const group = groups.get(key);
  if (group) group.push(phrase);
  else groups.set(key, [phrase]);
}
