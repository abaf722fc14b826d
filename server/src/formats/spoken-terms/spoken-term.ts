/** Words that people say for terms of a vocabulary, beside their labels and synonyms. */
export interface SpokenTerm {
  /** Chinese, or English in small letters with single spaces. */
  words: readonly string[];
  /** Several: each of them is meant. */
  codes: readonly string[];
  /** Also a piece of other words and names: not cut out of an unknown one. */
  weak?: true;
}
