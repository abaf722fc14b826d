import type { LiveCatalogue } from '../../catalogue/live.ts';
import { fromWallMinutes } from '../../catalogue/wall-time.ts';
import type { Filters } from '../../contract/filters.ts';
import { toDateTime, toWallMinutes } from '../../formats/shanghai-time.ts';
import { readCatalogue, resolveFilter } from './filter.ts';
import type { MatchIds } from './schema.ts';

/** Rows above which nobody asks what is new one by one. */
const MOST = 5_000;

/** The ids of everything that matches, null when there are too many. Throws Invalid. */
export async function listIds(live: LiveCatalogue, filters: Filters, now: Date): Promise<MatchIds> {
  const catalogue = await readCatalogue(live, filters);
  const { index } = catalogue;
  const asOf = toWallMinutes(now);
  const filter = resolveFilter(filters, asOf, catalogue);
  const { total } = index.totals(filter);
  return { total, ids: total > MOST ? null : listDistinct(total), asOf: toDateTime(fromWallMinutes(asOf)) };

  function listDistinct(limit: number): number[] {
    if (limit === 0) return [];
    const hits = index.page(filter, { sort: 'soonest', scope: 'all', limit, asOf });
    return [...new Set(hits.map(({ id }) => id))].sort((a, b) => a - b);
  }
}
