import { etagOf } from '../../formats/etag.ts';
import { ReadyTile } from '../../http/ready-tile.ts';
import { ReadyTiles, tileNumber } from '../../http/ready-tiles.ts';
import type { Basemap } from './basemap.ts';

/** Encoded tiles of a base map, ready ones kept within `maxBytes`. */
export function keepTiles(
  basemap: Basemap,
  maxBytes = 16 * 2 ** 20,
): (z: number, x: number, y: number) => ReadyTile | null {
  const kept = new ReadyTiles(maxBytes);

  return (z, x, y) => {
    const key = tileNumber(z, x, y);
    const found = kept.get(key);
    if (found) return found.tile;
    const encoded = basemap.tile(z, x, y);
    const tile = encoded && new ReadyTile(encoded, etagOf(encoded));
    // The base map never changes.
    kept.set(key, tile, 0);
    return tile;
  };
}
