import type { FilterInput } from '@zlm/server/contract';
import type { FilterName } from '../state/words.ts';

/** What has no spot on the map: these values never count in a part of it. */
export function isPlaceless(name: FilterName, value: string): boolean {
  return (name === 'kind' && value === 'resource') || (name === 'mode' && value === 'online');
}

/** Whether the chosen conditions leave only what has no spot. */
export function isAllPlaceless({ kind, mode }: FilterInput): boolean {
  return isPlaceless('kind', kind ?? '') || isPlaceless('mode', mode ?? '');
}
