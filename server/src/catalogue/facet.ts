import type { FacetSpec, Range } from '@zlm/tiles';

const SPARE = 'spare:';

export interface FacetOptions {
  /** For a tree: the first index after each subtree. */
  ends?: readonly number[];
  multi?: boolean;
  /** Values kept free for codes that come later. */
  spare?: number;
}

/** The codes of one facet and their numbers in the engine. */
export class Facet {
  readonly spec: FacetSpec;
  readonly codes: string[];
  readonly #ends: readonly number[] | undefined;
  readonly #indexOf: Map<string, number>;
  #nextSpare: number;

  constructor(name: string, codes: readonly string[], { ends, multi = false, spare = 0 }: FacetOptions = {}) {
    this.codes = [...codes, ...Array.from({ length: spare }, (_, at) => `${SPARE}${at}`)];
    this.#ends = ends && [...ends, ...Array.from({ length: spare }, (_, at) => codes.length + at + 1)];
    this.#indexOf = new Map(codes.map((code, index) => [code, index]));
    this.#nextSpare = codes.length;
    this.spec = { name, values: this.codes, multi, ...(this.#ends && { ends: this.#ends }) };
  }

  /** How many values have a code: the first ones. */
  get used(): number {
    return this.#nextSpare;
  }

  find(code: string): number | undefined {
    return this.#indexOf.get(code);
  }

  /** The value with its subtree. */
  rangeOf(index: number): Range {
    return [index, this.#ends?.[index] ?? index + 1];
  }

  /** The number of a code, a spare one if it is new; null when none is left. */
  take(code: string): number | null {
    const known = this.#indexOf.get(code);
    if (known !== undefined) return known;
    if (this.#nextSpare >= this.codes.length) return null;
    const index = this.#nextSpare++;
    this.codes[index] = code;
    this.#indexOf.set(code, index);
    return index;
  }
}
