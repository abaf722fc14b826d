import type { LiveCatalogue } from '../../catalogue/live.ts';
import type { Module } from '../../module.ts';
import { mapRoutes, mapTiles } from './routes.ts';
import { LearningMap } from './service.ts';

const maps = new WeakMap<LiveCatalogue, LearningMap>();

/** One map for the routes and the tiles. */
function mapOf(live: LiveCatalogue): LearningMap {
  let map = maps.get(live);
  if (!map) maps.set(live, (map = new LearningMap(live)));
  return map;
}

export const map: Module = {
  name: 'map',
  routes: ({ live, origin }) => mapRoutes(mapOf(live), origin),
  tiles: ({ live }) => [mapTiles(mapOf(live))],
};
