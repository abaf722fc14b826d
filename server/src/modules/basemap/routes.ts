import { refuseQuery } from '../../http/query.ts';
import { readOnce, type TileSource } from '../../http/tiles.ts';
import { route } from '../../http/route.ts';
import { chooseBasemap, getBasemap, type BaseMap } from './schema.ts';
import type { ServedBasemap } from './service.ts';

interface BasemapParts {
  open: () => Promise<ServedBasemap>;
  /** The base map of the settings. */
  describe: () => Promise<BaseMap>;
  origin: string;
}

export const basemapRoutes = ({ open, describe, origin }: BasemapParts) => [
  route(getBasemap, async () => (await open()).tileJson(origin)),
  route(chooseBasemap, describe),
];

export function basemapTiles(open: () => Promise<ServedBasemap>): TileSource {
  let opened: ServedBasemap | null = null;
  return {
    prefix: '/basemap/',
    // Filters mean nothing here.
    read: readOnce((query) => {
      refuseQuery(query);
      return query;
    }),
    tile({ z, x, y }) {
      if (opened) return opened.tile(z, x, y);
      return open().then((basemap) => (opened = basemap).tile(z, x, y));
    },
  };
}
