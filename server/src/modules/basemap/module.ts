import { withReader } from '../../db/index.ts';
import type { Module } from '../../module.ts';
import { listLabels } from '../divisions/queries.ts';
import { basemapRoutes, basemapTiles } from './routes.ts';
import { openBasemap } from './service.ts';

export const basemap: Module = {
  name: 'basemap',
  serve: ({ database, config, origin }) => {
    const open = openBasemap({ path: config.basemapFile, listLabels: () => withReader(database, listLabels) });
    return { routes: basemapRoutes(open, origin), tiles: [basemapTiles(open)] };
  },
};
