import type { FilterInput } from '@zlm/server/contract';
import { isKind, KINDS, traitsOf } from '@zlm/server/contract/kinds';
import { FILTER_NAMES, rowOf, type FilterName } from '@zlm/server/contract/filter-table';

const hasNoPlace = (kind: string) => isKind(kind) && traitsOf(kind).places === 'none';
/** Its colour marks what has no spot. */
export const PLACELESS_KIND = KINDS.find(hasNoPlace);

/** What has no spot on the map: these values never count in a part of it. */
export function isPlaceless(name: FilterName, value: string): boolean {
  const { type, texts } = rowOf(name)!;
  return (type === 'kindCode' && hasNoPlace(value)) || (texts === 'modes' && value === 'online');
}

/** Whether the chosen conditions leave only what has no spot. */
export function isAllPlaceless(filters: FilterInput): boolean {
  return FILTER_NAMES.some((name) => isPlaceless(name, filters[name] ?? ''));
}
