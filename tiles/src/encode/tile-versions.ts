import { LAST_CLUSTER_ZOOM, MAX_ZOOM, MIN_ZOOM } from '../grid/zooms.ts';
import { WIDE } from '../kernels/cell-layout.ts';
import type { Areas, AreaStep } from '../rows/area-steps.ts';

export type TileId = readonly [z: number, x: number, y: number];

// Edits remembered for `since`, and tiles whose last change is known apart.
const MOST_EDITS = 4096;
const MOST_TILES = 1 << 18;

/** What an edit touched. */
interface Touched {
  /** Grid positions of rows. */
  positions: readonly (readonly [x: number, y: number])[];
  /** Values of the facet of anchors that these rows have, the number of values for none; null where that is not known. */
  values: ReadonlySet<number> | null;
}

interface Edit {
  version: number;
  tiles: ReadonlySet<number>;
  /** All tiles with anchors too. */
  isWide: boolean;
}

/** When each tile of the served zooms last could have changed. */
export class TileVersions {
  readonly #areas: Areas | null;
  /** First zoom at which rows show where they lie. */
  readonly #firstZoom: number;
  readonly #areaTiles: ReadonlySet<number>;
  #floor = 0;
  readonly #versions = new Map<number, number>();
  /** Of the last wide edit. */
  #wideVersion = 0;
  #edits: Edit[] = [];

  constructor(areas: Areas | null) {
    this.#areas = areas;
    this.#firstZoom = Math.max(MIN_ZOOM, (areas?.steps.at(-1)?.lastZoom ?? -1) + 1);
    this.#areaTiles = areas ? listAreaTiles(areas, null) : new Set();
  }

  /** All tiles may have changed. */
  reset(version: number): void {
    this.#floor = version;
    this.#versions.clear();
    this.#edits = [];
    this.#wideVersion = version;
  }

  /** Notes the tiles that show something of these rows. */
  touch(version: number, { positions, values }: Touched): void {
    const tiles = this.#areas && values ? listAreaTiles(this.#areas, values) : new Set<number>();
    for (const [x, y] of positions) addTiles(tiles, x, y, this.#firstZoom);
    for (const tile of tiles) this.#versions.set(tile, version);
    if (values === null) this.#wideVersion = version;
    this.#edits.push({ version, tiles, isWide: values === null });
    if (this.#edits.length > MOST_EDITS) this.#edits.shift();
    if (this.#versions.size > MOST_TILES) this.reset(version);
  }

  /** For a zoom that is not served: of the last change anywhere. */
  of(z: number, x: number, y: number, last: number): number {
    if (z < MIN_ZOOM || z > MAX_ZOOM) return last;
    const tile = tileNumber(z, x, y);
    const own = this.#versions.get(tile) ?? this.#floor;
    return this.#areaTiles.has(tile) ? Math.max(own, this.#wideVersion) : own;
  }

  /** Tiles that may have changed after a version, null when that is too long ago. */
  since(version: number, last: number): TileId[] | null {
    if (version >= last) return [];
    const first = this.#edits.findIndex((edit) => edit.version > version);
    if (version < this.#floor || first < 0 || this.#edits[first]!.version > version + 1) return null;
    const tiles = new Set<number>();
    const edits = this.#edits.slice(first);
    for (const edit of edits) for (const tile of edit.tiles) tiles.add(tile);
    if (edits.some(({ isWide }) => isWide)) for (const tile of this.#areaTiles) tiles.add(tile);
    return Array.from(tiles, tileId);
  }
}

const tileNumber = (z: number, x: number, y: number): number => (z * 65536 + x) * 65536 + y;
const tileId = (tile: number): TileId => [Math.floor(tile / 2 ** 32), Math.floor(tile / 65536) % 65536, tile % 65536];

/** Served tiles with the anchors of these values, of all for null. */
function listAreaTiles({ steps }: Areas, values: ReadonlySet<number> | null): Set<number> {
  const tiles = new Set<number>();
  let z = 0;
  for (const step of steps) {
    const anchors = values ? Array.from(values, (value) => step.ofValue[value]!) : [...step.xs.keys()];
    for (; z <= step.lastZoom; z++) if (z >= MIN_ZOOM && z <= MAX_ZOOM) addAnchors(tiles, step, anchors, z);
  }
  return tiles;
}

function addAnchors(tiles: Set<number>, { xs, ys }: AreaStep, anchors: readonly number[], z: number): void {
  const side = 2 ** (32 - z);
  for (const anchor of anchors) {
    tiles.add(tileNumber(z, Math.floor(xs[anchor]! / side), Math.floor(ys[anchor]! / side)));
  }
}

// At the zooms of clusters a cell also decides for the cells around it.
function addTiles(tiles: Set<number>, x: number, y: number, firstZoom: number): void {
  for (let z = firstZoom; z <= LAST_CLUSTER_ZOOM; z++) {
    const cell = 2 ** (29 - z);
    const [left, right] = reach(Math.floor(x / cell), z);
    const [upper, lower] = reach(Math.floor(y / cell), z);
    for (let column = left; column <= right; column++) {
      for (let line = upper; line <= lower; line++) tiles.add(tileNumber(z, column, line));
    }
  }
  for (let z = Math.max(firstZoom, LAST_CLUSTER_ZOOM + 1); z <= MAX_ZOOM; z++) {
    tiles.add(tileNumber(z, Math.floor(x / 2 ** (32 - z)), Math.floor(y / 2 ** (32 - z))));
  }
}

function reach(cell: number, z: number): [first: number, last: number] {
  return [Math.max(0, (cell - WIDE) >> 3), Math.min(2 ** z - 1, (cell + WIDE) >> 3)];
}
