import type { FilterInput } from '@zlm/server/contract';
import { FILTER_NAMES, rowOf } from '@zlm/server/contract/filter-table';
import { sortList } from '../state/url-query.ts';

const NAMES = [...FILTER_NAMES].sort();

/** The filters as one query text: same meaning, same text, so that caches meet. */
export function toTileQuery(filters: FilterInput): string {
  const query = new URLSearchParams();
  for (const name of NAMES) {
    const value = filters[name];
    if (value === undefined || value === '') continue;
    query.set(name, rowOf(name)!.isList ? sortList(value) : value);
  }
  return query.toString();
}

/** The address of the tile `z/x/y` under filters. */
export function toTileUrl(filters: FilterInput, origin: string, tile: string): string {
  const query = toTileQuery(filters);
  return `${origin}/tiles/learning/${tile}.mvt${query && `?${query}`}`;
}
