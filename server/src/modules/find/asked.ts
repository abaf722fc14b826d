import type { SearchAnswer } from '../search/schema.ts';
import type { Raw } from './address.ts';
import type { Option } from './fields.ts';
import { sayFilter, type Naming } from './filter-words.ts';
import type { Named } from './form-words.ts';
import type { WordError } from './read.ts';

/** What the form is filled from. */
export interface Asked {
  /** As sent, words of the form too. */
  raw: Raw;
  errors: readonly WordError[];
  naming: Naming;
  /** Null when the question could not be answered. */
  facets: SearchAnswer['facets'] | null;
  /** Institutions to choose from. */
  choices: readonly Named[];
}

/** The values of a filter in words, with how many would match. */
export function toOptions({ naming, facets }: Asked, name: string, values: readonly string[]): Option[] {
  const counts = facets?.[name];
  return values.map((value) => ({
    value,
    text: sayFilter(name, value, naming),
    count: counts ? (counts[value] ?? 0) : null,
  }));
}
