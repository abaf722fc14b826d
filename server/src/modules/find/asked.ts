import type { FilterName, FilterWhere } from '../../contract/filter-table.ts';
import type { SearchAnswer } from '../search/schema.ts';
import type { Raw } from './address.ts';
import type { Field, Option } from './fields.ts';
import { sayFilter, type Naming } from './filter-words.ts';
import type { FORM_WORDS, Named } from './form-words.ts';
import type { WordError } from './read.ts';
import { findTexts } from './texts.ts';

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

/** What is drawn or chosen on the map has no field: it is kept as it came. */
export type KeptType = 'corners' | 'point';
export type AskedFilter = Exclude<FilterName, FilterWhere<{ type: KeptType }>>;
type FieldName = AskedFilter | Exclude<(typeof FORM_WORDS)[number], 'read'> | 'sort';

/** What each field of the form is called, what was sent in it, and what is wrong with that. */
export function fieldOf({ raw, errors, naming }: Asked, name: FieldName): Field & { value: string; any: string } {
  const own = findTexts(naming.words.lang);
  const hints: Partial<Record<FieldName, string>> = own.hints;
  return { name, label: own[name], hint: hints[name], value: raw[name] ?? '', any: own.any, errors };
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
