import type { Filters } from '../../contract/filters.ts';
import { ReadyTile } from '../../http/ready-tile.ts';
import { MOST_TILES, ReadyTiles, tileNumber } from '../../http/ready-tiles.ts';
import { draw, type DrawnTile, type Era, type LearningMap, type TileAddress } from './service.ts';

const MAX_BYTES = 64 * 2 ** 20;

type MaybeTile = ReadyTile | null;

/** Ready tiles of the learning map; an edit elsewhere leaves a kept one as it is. */
export class LearningTiles {
  readonly #map: LearningMap;
  readonly #kept: ReadyTiles;
  #era: Era | null = null;

  /** `maxBytes`: of the kept tiles, 0 keeps none. */
  constructor(map: LearningMap, maxBytes = MAX_BYTES) {
    this.#map = map;
    this.#kept = new ReadyTiles(maxBytes);
  }

  /** Without a kept set of rows they are found anew for each tile. */
  isCostly(filters: Filters, now: Date): boolean {
    return this.#map.resolve(filters, now).meaning === null;
  }

  tile(address: TileAddress, filters: Filters, now: Date): MaybeTile | Promise<MaybeTile> {
    const resolved = this.#map.resolve(filters, now);
    const { era, version, meaning } = resolved;
    if (meaning === null) {
      const drawn = this.#map.tile(address, filters, now);
      return drawn instanceof Promise ? drawn.then(ready) : ready(drawn);
    }
    if (this.#era !== era) {
      this.#kept.clear();
      this.#era = era;
    }
    const { z, x, y } = address;
    const key = meaning * MOST_TILES + tileNumber(z, x, y);
    const kept = this.#kept.get(key);
    if (kept && (kept.version === version || era.catalogue.index.tileVersion(z, x, y) <= kept.version)) {
      kept.version = version;
      return kept.tile;
    }
    const tile = ready(draw(address, resolved));
    this.#kept.set(key, tile, version);
    return tile;
  }
}

const ready = (drawn: DrawnTile | null): MaybeTile => drawn && new ReadyTile(drawn.bytes, drawn.etag);
