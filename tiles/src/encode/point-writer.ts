import type { TileAddress } from '../grid/tile-address.ts';
import { EXTENT, TileWriter } from './tile-writer.ts';

/** Tile units of a grid position; what lies across the edge stays in the tile that owns it. */
export function toTile(position: number, z: number, tile: number): number {
  const units = Math.floor((position * 2 ** z * EXTENT) / 2 ** 32) - tile * EXTENT;
  return Math.min(EXTENT - 1, Math.max(0, units));
}

export interface PointValues {
  /** Grid position. */
  x: number;
  y: number;
  id: number;
  place: number;
  /** Position in the list of kinds, -1 for none. */
  kind: number;
}

/** Writes rows as features; the names it uses are known to its writer. */
export class PointWriter {
  readonly writer = new TileWriter();
  /** The facet counted in clusters, by its position in the schema. */
  readonly kindFacet: number;
  readonly keys;
  readonly #kinds: readonly number[];

  constructor(kindFacet: number, kinds: readonly string[]) {
    this.kindFacet = kindFacet;
    this.#kinds = kinds.map((kind) => this.writer.nameOf(kind));
    const name = (text: string): number => this.writer.nameOf(text);
    this.keys = {
      id: name('id'),
      kind: name('kind'),
      place: name('place'),
      pointCount: name('point_count'),
      west: name('west'),
      south: name('south'),
      east: name('east'),
      north: name('north'),
      lng: name('lng'),
      lat: name('lat'),
    };
  }

  get kindCount(): number {
    return this.#kinds.length;
  }

  /** Opens the feature of a row; the caller may add to it and closes it. */
  open({ z, x, y }: TileAddress, point: PointValues): void {
    const { writer, keys } = this;
    writer.openFeature(point.id, toTile(point.x, z, x), toTile(point.y, z, y));
    writer.addUint(keys.id, point.id);
    if (point.kind >= 0) writer.addName(keys.kind, this.#kinds[point.kind]!);
    writer.addUint(keys.place, point.place);
  }

  /** Adds the counts of the kinds that have any, one per kind from `at` on. */
  addKinds(counts: Uint32Array, at: number): void {
    for (let kind = 0; kind < this.#kinds.length; kind++) {
      const count = counts[at + kind]!;
      if (count > 0) this.writer.addUint(this.#kinds[kind]!, count);
    }
  }
}
