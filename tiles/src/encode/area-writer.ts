import type { TileAddress } from '../grid/tile-address.ts';
import type { FacetSpec } from '../input/types.ts';
import type { AreaCounts } from '../match/area-counts.ts';
import type { AreaStep } from '../rows/area-steps.ts';
import { toTile, type PointWriter } from './point-writer.ts';

/** Writes what anchors count. */
export class AreaWriter {
  readonly #points: PointWriter;
  readonly #key: number;
  /** Names of the values of the facet, those that were written. */
  readonly #codes = new Map<number, number>();
  readonly #facet: FacetSpec;

  constructor(points: PointWriter, facet: FacetSpec) {
    this.#points = points;
    this.#facet = facet;
    this.#key = points.writer.nameOf(facet.name);
  }

  /** One feature for each anchor in the tile that counts any; false when there is none. The id is the anchor's number. */
  write({ xs, ys, values }: AreaStep, { rows, kinds }: AreaCounts, { z, x, y }: TileAddress): boolean {
    const { writer, keys, kindCount } = this.#points;
    const side = 2 ** (32 - z);
    let written = 0;
    for (let anchor = 0; anchor < xs.length; anchor++) {
      const count = rows[anchor]!;
      if (count === 0 || Math.floor(xs[anchor]! / side) !== x || Math.floor(ys[anchor]! / side) !== y) continue;
      if (written++ === 0) writer.openLayer('areas');
      writer.openFeature(anchor, toTile(xs[anchor]!, z, x), toTile(ys[anchor]!, z, y));
      writer.addUint(keys.pointCount, count);
      this.#points.addKinds(kinds, anchor * kindCount);
      if (anchor < values.length) writer.addName(this.#key, this.#nameOf(values[anchor]!));
      writer.closeFeature();
    }
    if (written > 0) writer.closeLayer();
    return written > 0;
  }

  #nameOf(value: number): number {
    let name = this.#codes.get(value);
    if (name === undefined) {
      name = this.#points.writer.nameOf(this.#facet.values[value]!);
      this.#codes.set(value, name);
    }
    return name;
  }
}
