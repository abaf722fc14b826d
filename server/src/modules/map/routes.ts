import { Filters } from '../../contract/filters.ts';
import { check } from '../../http/query.ts';
import { route } from '../../http/route.ts';
import { readOnce, type TileSource } from '../../http/tiles.ts';
import type { Database } from '../../db/index.ts';
import { getTileJson } from './schema.ts';
import { findDemo, type LearningMap } from './service.ts';
import type { LearningTiles } from './tiles.ts';

export const mapRoutes = (map: LearningMap, { database, origin }: { database: Database; origin: string }) => [
  route(getTileJson, async ({ query }) => {
    return map.tileJson(toSearch(query), { origin, isDemo: await findDemo(database) });
  }),
];

export const mapTiles = (tiles: LearningTiles): TileSource<Filters> => ({
  prefix: '/tiles/learning/',
  read: readOnce(({ lang: _lang, ...query }, lang) => check(Filters, query, 'query', lang)),
  isCostly: (filters, now) => tiles.isCostly(filters, now),
  tile: (address, filters, now) => tiles.tile(address, filters, now),
});

/** The checked filters as a query string again; empty without any. */
function toSearch(filters: Filters): string {
  const pairs = Object.entries(filters)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`);
  return pairs.length > 0 ? `?${pairs.join('&')}` : '';
}
