import type { TileSource } from '../../http/tiles.ts';
import { route } from '../../http/route.ts';
import { getBasemap } from './schema.ts';
import type { ServedBasemap } from './service.ts';

export const basemapRoutes = (open: () => Promise<ServedBasemap>, origin: string) => [
  route(getBasemap, async () => (await open()).tileJson(origin)),
];

export const basemapTiles = (open: () => Promise<ServedBasemap>): TileSource => ({
  prefix: '/basemap/',
  tile: async ({ z, x, y }) => (await open()).tile(z, x, y),
});
