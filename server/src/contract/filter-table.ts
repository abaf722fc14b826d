import { KINDS } from './kinds.ts';
import { MODES, PARTS, PRICES, SEATS, STATUSES, WEEKDAYS, WHENS } from './lists.ts';

/** What a value is, and so how it is checked and said. `value`: one of a closed list with texts of its own. */
export type ValueType =
  | 'text'
  | 'kindCode'
  | 'value'
  | 'dayOfWeek'
  | 'code'
  | 'areaCode'
  | 'organiserId'
  | 'day'
  | 'moment'
  | 'circle'
  | 'corners'
  | 'point';
/** Where the app lets it be chosen. */
export type PanelName = 'kind' | 'when' | 'audience' | 'near' | 'topic' | 'more';

/** What server and browser have to know of a filter; how it is resolved in the index is in modules/search. */
export interface FilterRow {
  type: ValueType;
  /** Several values, parted by commas, in any order. Else one text, commas and all. */
  isList?: boolean;
  /** Its closed list. */
  values?: readonly string[];
  /** Key of the texts that name the values of its list. */
  texts?: 'modes' | 'prices' | 'seats' | 'statuses' | 'whens' | 'parts';
  /** Vocabulary its codes are of. */
  vocabulary?: string;
  panel?: PanelName;
  /** Its codes are those of the facet of its name in the index, and count there. */
  isFacet?: boolean;
  /** Typed, or tells a spot of the person: no cache of a device holds an answer to it. */
  isPrivate?: boolean;
  /** Shown elsewhere than among the conditions that are set. */
  hasNoChip?: boolean;
  /** No words that somebody types become it. */
  isUnsaid?: boolean;
  /** While somebody types, its values are offered by their names. */
  isSuggested?: boolean;
  /** All of its values must hold; else one of them does. */
  needsAll?: boolean;
  /** What it tells together with others: which days, or where on the map. */
  tells?: 'days' | 'spot';
}

/** Every filter there is, those of one panel in the order they stand in there. */
export const FILTERS = {
  q: { type: 'text', isPrivate: true, hasNoChip: true, isUnsaid: true },
  kind: { type: 'kindCode', isList: true, values: KINDS, panel: 'kind', isFacet: true },
  when: { type: 'value', values: WHENS, texts: 'whens', panel: 'when', tells: 'days' },
  from: { type: 'day', panel: 'when', tells: 'days' },
  to: { type: 'day', panel: 'when', tells: 'days' },
  part: { type: 'value', isList: true, values: PARTS, texts: 'parts', panel: 'when' },
  weekday: { type: 'dayOfWeek', isList: true, values: WEEKDAYS, panel: 'when' },
  audience: { type: 'code', isList: true, vocabulary: 'audience', panel: 'audience', isFacet: true },
  near: { type: 'circle', panel: 'near', isPrivate: true, isUnsaid: true, tells: 'spot' },
  topic: { type: 'code', isList: true, vocabulary: 'topic', panel: 'topic', isFacet: true, isSuggested: true },
  price: { type: 'value', isList: true, values: PRICES, texts: 'prices', panel: 'more', isFacet: true },
  division: { type: 'areaCode', isList: true, panel: 'more', isFacet: true, isSuggested: true },
  open: { type: 'moment', panel: 'more' },
  seats: { type: 'value', isList: true, values: SEATS, texts: 'seats', panel: 'more', isFacet: true },
  mode: { type: 'value', isList: true, values: MODES, texts: 'modes', panel: 'more', isFacet: true },
  accessible: { type: 'code', isList: true, vocabulary: 'accessibility', panel: 'more', needsAll: true },
  format: { type: 'code', isList: true, vocabulary: 'format', panel: 'more', isFacet: true },
  status: { type: 'value', isList: true, values: STATUSES, texts: 'statuses', panel: 'more', isUnsaid: true },
  institution: { type: 'organiserId', isList: true, isUnsaid: true, isSuggested: true },
  within: { type: 'corners', isPrivate: true, isUnsaid: true, tells: 'spot' },
  at: { type: 'point', isPrivate: true, hasNoChip: true, isUnsaid: true, tells: 'spot' },
} as const satisfies Record<string, FilterRow>;

export type FilterName = keyof typeof FILTERS;
/** Filters whose row is like this. */
export type FilterWhere<Row> = { [N in FilterName]: (typeof FILTERS)[N] extends Row ? N : never }[FilterName];
export const FILTER_NAMES = Object.keys(FILTERS) as FilterName[];

/** The row of a filter; undefined for any other word, inherited ones too. */
export function rowOf(name: string): FilterRow | undefined {
  return FILTER_NAMES.some((known) => known === name) ? FILTERS[name as FilterName] : undefined;
}

/** Filters whose row says these things. */
export function filtersWhere<const Row extends Partial<FilterRow>>(row: Row): FilterWhere<Row>[] {
  const wanted = Object.entries(row) as [keyof FilterRow, unknown][];
  return FILTER_NAMES.filter((name) => wanted.every(([trait, value]) => rowOf(name)?.[trait] === value)) as never;
}

/** The one filter whose row says these things; a second one throws, lest only one of them works. */
export function onlyFilter<const Row extends Partial<FilterRow>>(row: Row): FilterWhere<Row> {
  const [name, ...others] = filtersWhere(row);
  if (name === undefined || others.length > 0) throw new Error(`Not one filter: ${JSON.stringify(row)}`);
  return name;
}

/** Filters that parts of the product ask with, by what their values are. */
export const WORDS_FILTER = onlyFilter({ type: 'text' });
export const KIND_FILTER = onlyFilter({ type: 'kindCode' });
export const TOPIC_FILTER = onlyFilter({ vocabulary: 'topic' });
export const AREA_FILTER = onlyFilter({ type: 'areaCode' });
export const ORGANISER_FILTER = onlyFilter({ type: 'organiserId' });
export const CIRCLE_FILTER = onlyFilter({ type: 'circle' });

/** Whatever has filters by name, without some of them. */
export function withoutFilters<const F extends object, N extends FilterName>(
  filters: F,
  names: readonly N[],
): Omit<F, N> {
  return Object.fromEntries(Object.entries(filters).filter(([name]) => !names.includes(name as N))) as Omit<F, N>;
}

/** A change of an address that removes them. */
export function removing<N extends FilterName>(names: readonly N[]): Record<N, undefined> {
  return Object.fromEntries(names.map((name) => [name, undefined])) as Record<N, undefined>;
}

/** Days like 2026-11-28, both included. */
export const daysFilter = (from: string, to: string) => ({ from, to });
/** One day and a part of it, as a cell of a week. */
export const cellFilter = <P>(day: string, part: P) => ({ ...daysFilter(day, day), part });
export const CELL_FILTERS = ['from', 'to', 'part'] as const satisfies readonly FilterName[];

/** Words that choose a part of what matches and its order, not what matches. */
export const VIEW_WORDS = {
  bbox: {},
  scope: {},
  sort: {},
  origin: { isPrivate: true },
  cursor: {},
  limit: {},
  lang: {},
} as const satisfies Record<string, Pick<FilterRow, 'isPrivate'>>;
