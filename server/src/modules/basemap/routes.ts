import { readOnce, type TileSource } from '../../http/tiles.ts';
import { route } from '../../http/route.ts';
import { getBasemap } from './schema.ts';
import type { ServedBasemap } from './service.ts';

export const basemapRoutes = (open: () => Promise<ServedBasemap>, origin: string) => [
  route(getBasemap, async () => (await open()).tileJson(origin)),
];

export function basemapTiles(open: () => Promise<ServedBasemap>): TileSource {
  let opened: ServedBasemap | null = null;
  return {
    prefix: '/basemap/',
    // Filters mean nothing here, but no character is let in elsewhere.
    read: readOnce((query) => query),
    tile({ z, x, y }) {
      if (opened) return opened.tile(z, x, y);
      return open().then((basemap) => (opened = basemap).tile(z, x, y));
    },
  };
}
