import type { FilterInput, Understanding } from '@zlm/server/contract';
import { rowOf, WORDS_FILTER, type FilterName } from '@zlm/server/contract/filter-table';

type Part = Understanding['parts'][number];

/** The way back: the words as they were typed, and what a change replaced. */
export function toLiteral(said: string, change: FilterInput, before: FilterInput): FilterInput {
  const names = Object.keys(change) as FilterName[];
  return { ...Object.fromEntries(names.map((name) => [name, before[name]])), [WORDS_FILTER]: said };
}

/** The parts whose filter is still set. */
export function listHeld(parts: readonly Part[], filters: FilterInput): Part[] {
  return parts.filter(({ name, value }) => {
    const held = filters[name]?.split(',') ?? [];
    return rowOf(name)?.type === 'circle' ? held.length > 0 : value.split(',').some((one) => held.includes(one));
  });
}
