import { withReader, type Database } from '../../db/index.ts';
import type { Module } from '../../module.ts';
import { listLabels } from '../divisions/queries.ts';
import { basemapRoutes, basemapTiles } from './routes.ts';
import { openBasemap, type ServedBasemap } from './service.ts';

const opened = new WeakMap<Database, () => Promise<ServedBasemap>>();

/** One base map for the routes and the tiles. */
function basemapOf(database: Database, path: string): () => Promise<ServedBasemap> {
  let open = opened.get(database);
  if (!open) opened.set(database, (open = openBasemap({ path, listLabels: () => withReader(database, listLabels) })));
  return open;
}

export const basemap: Module = {
  name: 'basemap',
  routes: ({ database, config, origin }) => basemapRoutes(basemapOf(database, config.basemapFile), origin),
  tiles: ({ database, config }) => [basemapTiles(basemapOf(database, config.basemapFile))],
};
