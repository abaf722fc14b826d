import { etagOf } from '../../formats/etag.ts';
import type { Basemap } from './basemap.ts';

export interface ServedTile {
  bytes: Uint8Array;
  /** Strong, of the bytes alone: the same in every process. */
  etag: string;
}

/** Encoded tiles of a base map, the most recently used ones kept up to `maxBytes`. */
export function keepTiles(
  basemap: Basemap,
  maxBytes = 16 * 2 ** 20,
): (z: number, x: number, y: number) => ServedTile | null {
  const kept = new Map<string, ServedTile>();
  let bytes = 0;

  return (z, x, y) => {
    const key = `${z}/${x}/${y}`;
    const found = kept.get(key);
    if (found) {
      kept.delete(key);
      kept.set(key, found);
      return found;
    }
    const encoded = basemap.tile(z, x, y);
    if (!encoded) return null;
    const tile = { bytes: encoded, etag: etagOf(encoded) };
    kept.set(key, tile);
    bytes += encoded.length;
    for (const [oldest, old] of kept) {
      if (bytes <= maxBytes) break;
      kept.delete(oldest);
      bytes -= old.bytes.length;
    }
    return tile;
  };
}
