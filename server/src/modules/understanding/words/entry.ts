import type { Kind } from '../../../contract/kinds.ts';
import type { FilterInput } from '../../../contract/filters.ts';

/** Filters as they stand in an address: { price: 'free,1-50' }. */
export type Meaning = Partial<Record<keyof FilterInput, string>>;

/** Words that all mean the same; `today` in days since 1970-01-01. */
export interface Entry {
  /** Chinese, or English in small letters with single spaces. */
  words: readonly string[];
  means: Meaning | ((today: number) => Meaning);
  /** Also a piece of other words and names: not cut out of an unknown one. */
  weak?: true;
}

/** What people call a kind of thing; given by its module. */
export interface KindWords {
  kind: Kind;
  words: {
    /** Those of `anything`, like 活动, narrow nothing. */
    mean: 'kind' | 'anything';
    words: readonly string[];
    weak?: true;
  };
}
