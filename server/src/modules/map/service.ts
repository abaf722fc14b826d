import { canonicalKey, isOneOff, TileCache, tileKey, toTileJson } from '@zlm/tiles';
import type { z } from 'zod';
import type { Catalogue } from '../../catalogue/catalogue.ts';
import type { LiveCatalogue } from '../../catalogue/live.ts';
import type { Filters } from '../../contract/filters.ts';
import { etagOf } from '../../formats/etag.ts';
import { toWallMinutes } from '../../formats/shanghai-time.ts';
import { resolveFilter } from '../search/filter.ts';
import type { TileJson } from './schema.ts';

const CACHE_BYTES = 64 * 1024 * 1024;
// Where the map opens as long as nothing is on it: Zhejiang.
const PROVINCE = [118.0, 27.0, 123.0, 31.3] as const;

export interface TileAddress {
  z: number;
  x: number;
  y: number;
}
export interface ReadyTile {
  bytes: Uint8Array;
  /** Of the bytes alone, so that it is the same in every process. */
  etag: string;
}

/** Tiles of the live catalogue, ready ones kept. */
export class LearningMap {
  readonly #live: LiveCatalogue;
  readonly #cache = new TileCache(CACHE_BYTES);
  readonly #etags = new WeakMap<Uint8Array, string>();
  #cached: Catalogue | null = null;

  constructor(live: LiveCatalogue) {
    this.#live = live;
  }

  /** Null where nothing is. Throws Invalid at an unknown code; a q waits until the text is there. */
  tile(address: TileAddress, filters: Filters, now: Date): ReadyTile | null | Promise<ReadyTile | null> {
    if (filters.q !== undefined && this.#live.current.ready !== 'text') {
      return this.#live.current.text.then(() => this.#tile(address, filters, now));
    }
    return this.#tile(address, filters, now);
  }

  /** `query`: the filters as they came, carried into the tile URLs. */
  tileJson(query: string, origin: string): z.output<typeof TileJson> {
    const { index } = this.#live.current;
    const bounds = index.bbox() ?? PROVINCE;
    const tilesUrl = `${origin}/tiles/learning/{z}/{x}/{y}.mvt${query}`;
    const described = toTileJson(index.schema, { name: '浙学地图', tilesUrl, bounds });
    const layers = described.vector_layers.map((layer) => ({ ...layer }));
    return { ...described, bounds: [...bounds], vector_layers: layers };
  }

  #tile({ z, x, y }: TileAddress, filters: Filters, now: Date): ReadyTile | null {
    const catalogue = this.#live.current;
    const filter = resolveFilter(filters, toWallMinutes(now), catalogue);
    if (isOneOff(filter)) return this.#seal(catalogue.index.tile(filter, z, x, y));
    if (this.#cached !== catalogue) {
      this.#cache.clear();
      this.#cached = catalogue;
    }
    const key = tileKey(catalogue.index.version, canonicalKey(filter), z, x, y);
    let bytes = this.#cache.get(key);
    if (bytes === undefined) this.#cache.set(key, (bytes = catalogue.index.tile(filter, z, x, y)));
    return this.#seal(bytes);
  }

  #seal(bytes: Uint8Array | null): ReadyTile | null {
    if (!bytes) return null;
    let etag = this.#etags.get(bytes);
    if (!etag) {
      etag = etagOf(bytes);
      this.#etags.set(bytes, etag);
    }
    return { bytes, etag };
  }
}
