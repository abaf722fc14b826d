import { Filters } from '../../server/dist/contract/filters.js';
import { things } from '../../server/dist/modules.js';
import { read } from '../../server/dist/modules/understanding/read.js';
import { toOptions } from '../../server/dist/modules/understanding/service.js';

/**
 * As the app reads what was typed before it searches: words that stay, filters as a search takes them, and what was
 * left out. No area is chosen and no position known; `today` in days since 1970-01-01.
 */
export function readQuery(catalogue, typed, today) {
  const { q, filters, dropped } = read(typed, toOptions({ catalogue, things }, [], today));
  return { filters: Filters.parse({ ...filters, ...(q !== '' && { q }) }), left: dropped.map(({ text }) => text) };
}
