import { refuseQuery } from '../../http/query.ts';
import { readOnce, type TileSource } from '../../http/tiles.ts';
import { route } from '../../http/route.ts';
import { chooseBasemap, getBasemap, type BaseMap } from './schema.ts';
import type { Basemap } from './basemap.ts';
import { keepTiles } from './tiles.ts';

interface BasemapParts {
  open: () => Promise<Basemap>;
  /** The base map of the settings. */
  describe: () => Promise<BaseMap>;
  origin: string;
}

export const basemapRoutes = ({ open, describe, origin }: BasemapParts) => [
  route(getBasemap, async () => (await open()).tileJson(origin)),
  route(chooseBasemap, describe),
];

export function basemapTiles(open: () => Promise<Basemap>): TileSource {
  let tileOf: ReturnType<typeof keepTiles> | null = null;
  return {
    prefix: '/basemap/',
    // Filters mean nothing here.
    read: readOnce((query) => {
      refuseQuery(query);
      return query;
    }),
    tile({ z, x, y }) {
      if (tileOf) return tileOf(z, x, y);
      return open().then((basemap) => (tileOf ??= keepTiles(basemap))(z, x, y));
    },
  };
}
