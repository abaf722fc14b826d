import { LAST_CLUSTER_ZOOM, MAX_ZOOM, MIN_ZOOM } from '../grid/zooms.ts';
import { WIDE } from '../kernels/cell-layout.ts';

export type TileId = readonly [z: number, x: number, y: number];

// Edits remembered for `since`, and tiles whose last change is known apart.
const MOST_EDITS = 4096;
const MOST_TILES = 1 << 18;

/** When each tile of the served zooms last could have changed. */
export class TileVersions {
  #floor = 0;
  readonly #versions = new Map<number, number>();
  #edits: { version: number; tiles: Set<number> }[] = [];

  /** All tiles may have changed. */
  reset(version: number): void {
    this.#floor = version;
    this.#versions.clear();
    this.#edits = [];
  }

  /** Notes the tiles that show something of these grid positions. */
  touch(version: number, positions: readonly (readonly [x: number, y: number])[]): void {
    const tiles = new Set<number>();
    for (const [x, y] of positions) addTiles(tiles, x, y);
    for (const tile of tiles) this.#versions.set(tile, version);
    this.#edits.push({ version, tiles });
    if (this.#edits.length > MOST_EDITS) this.#edits.shift();
    if (this.#versions.size > MOST_TILES) this.reset(version);
  }

  /** For a zoom that is not served: of the last change anywhere. */
  of(z: number, x: number, y: number, last: number): number {
    if (z < MIN_ZOOM || z > MAX_ZOOM) return last;
    return this.#versions.get(tileNumber(z, x, y)) ?? this.#floor;
  }

  /** Tiles that may have changed after a version, null when that is too long ago. */
  since(version: number, last: number): TileId[] | null {
    if (version >= last) return [];
    const first = this.#edits.findIndex((edit) => edit.version > version);
    if (version < this.#floor || first < 0 || this.#edits[first]!.version > version + 1) return null;
    const tiles = new Set<number>();
    for (const edit of this.#edits.slice(first)) for (const tile of edit.tiles) tiles.add(tile);
    return Array.from(tiles, tileId);
  }
}

const tileNumber = (z: number, x: number, y: number): number => (z * 65536 + x) * 65536 + y;
const tileId = (tile: number): TileId => [Math.floor(tile / 2 ** 32), Math.floor(tile / 65536) % 65536, tile % 65536];

// At the zooms of clusters a cell also decides for the cells around it.
function addTiles(tiles: Set<number>, x: number, y: number): void {
  for (let z = MIN_ZOOM; z <= LAST_CLUSTER_ZOOM; z++) {
    const cell = 2 ** (29 - z);
    const [left, right] = reach(Math.floor(x / cell), z);
    const [upper, lower] = reach(Math.floor(y / cell), z);
    for (let column = left; column <= right; column++) {
      for (let line = upper; line <= lower; line++) tiles.add(tileNumber(z, column, line));
    }
  }
  for (let z = LAST_CLUSTER_ZOOM + 1; z <= MAX_ZOOM; z++) {
    tiles.add(tileNumber(z, Math.floor(x / 2 ** (32 - z)), Math.floor(y / 2 ** (32 - z))));
  }
}

function reach(cell: number, z: number): [first: number, last: number] {
  return [Math.max(0, (cell - WIDE) >> 3), Math.min(2 ** z - 1, (cell + WIDE) >> 3)];
}
