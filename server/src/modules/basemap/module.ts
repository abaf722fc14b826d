import { withReader } from '../../db/index.ts';
import type { Module } from '../../module.ts';
import { listLabels, listUnseated } from '../divisions/queries.ts';
import { checkBasemap } from './check.ts';
import { ARCHIVE_PATH, describeBasemap } from './choice.ts';
import { basemapRoutes, basemapTiles } from './routes.ts';
import { openBasemap } from './service.ts';

export const basemap: Module = {
  name: 'basemap',
  check: checkBasemap,
  serve: ({ database, config, origin }) => {
    const open = openBasemap({
      files: { basemap: config.basemapFile, ground: config.groundFile, townships: config.townshipsFile },
      listLabels: () => withReader(database, listLabels),
      listUnseated: () => withReader(database, listUnseated),
    });
    const { basemap } = config;
    return {
      routes: basemapRoutes({ open, describe: () => describeBasemap(config), origin }),
      tiles: [basemapTiles(open)],
      files:
        basemap.type === 'pmtiles' ? [{ path: ARCHIVE_PATH, file: basemap.file, type: 'application/vnd.pmtiles' }] : [],
    };
  },
};
