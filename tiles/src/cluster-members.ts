import { type CellWindow, isOwn, SIDE } from './cell-window.ts';
import { addValues, type FacetColumn } from './facet-column.ts';
import type { Matches } from './matches.ts';
import { BOX_ROWS } from './planes.ts';
import type { Answer } from './answer.ts';

const SIZE = SIDE * SIDE;
const FEW_ROWS = 32;

/** What a cluster tells of its members, by its leading cell; used again for the next tile. */
export class ClusterMembers {
  readonly count = new Float64Array(SIZE);
  readonly sumX = new Float64Array(SIZE);
  readonly sumY = new Float64Array(SIZE);
  readonly minX = new Float64Array(SIZE);
  readonly minY = new Float64Array(SIZE);
  readonly maxX = new Float64Array(SIZE);
  readonly maxY = new Float64Array(SIZE);
  /** Per cell one count for each kind. */
  readonly kinds: Uint32Array;
  readonly kindCount: number;
  readonly #planeCounts: Uint32Array;

  constructor(kindCount: number) {
    this.kindCount = kindCount;
    this.kinds = new Uint32Array(SIZE * kindCount);
    this.#planeCounts = new Uint32Array(kindCount);
  }

  /** Adds up the cells of the tile's own clusters. */
  collect(window: CellWindow, answer: Answer, kindFacet: number): void {
    this.#clear();
    const { filled, filledCount, leader } = window;
    for (let at = 0; at < filledCount; at++) {
      const cell = filled[at]!;
      const own = leader[cell]!;
      if (!isOwn(own)) continue;
      this.count[own]! += window.count[cell]!;
      this.sumX[own]! += window.sumX[cell]!;
      this.sumY[own]! += window.sumY[cell]!;
    }
    for (let at = 0; at < filledCount; at++) {
      const cell = filled[at]!;
      if (this.count[leader[cell]!]! > 1) this.#addCell(window, answer, cell, kindFacet);
    }
    for (const { cell, row } of window.recents) {
      const own = leader[cell]!;
      if (!(this.count[own]! > 1)) continue;
      this.#widen(own, row.x, row.y, row.x, row.y);
      for (const kind of row.values[kindFacet]!) this.kinds[own * this.kindCount + kind]!++;
    }
  }

  #clear(): void {
    for (const sums of [this.count, this.sumX, this.sumY, this.maxX, this.maxY, this.kinds]) sums.fill(0);
    this.minX.fill(Infinity);
    this.minY.fill(Infinity);
  }

  #widen(own: number, minX: number, minY: number, maxX: number, maxY: number): void {
    if (minX < this.minX[own]!) this.minX[own] = minX;
    if (minY < this.minY[own]!) this.minY[own] = minY;
    if (maxX > this.maxX[own]!) this.maxX[own] = maxX;
    if (maxY > this.maxY[own]!) this.maxY[own] = maxY;
  }

  #addCell(window: CellWindow, { reader, matches }: Answer, cell: number, kindFacet: number): void {
    const own = window.leader[cell]!;
    const [from, to] = [window.from[cell]!, window.to[cell]!];
    if (from === to) return;
    const { base, kernels } = reader;
    const isFew = window.count[cell]! <= FEW_ROWS + ((to - from) >>> 5);
    this.#addBounds(own, base, matches, from, to, isFew ? base.facets[kindFacet]! : null);
    if (isFew) return;
    kernels.countPlanes(matches.bits, base.kindPlanes, from, to, this.#planeCounts);
    for (let kind = 0; kind < this.kindCount; kind++)
      this.kinds[own * this.kindCount + kind]! += this.#planeCounts[kind]!;
  }

  // Box by box; one inside the bounds so far has nothing to add. With `kinds` every row is counted too.
  #addBounds(
    own: number,
    { xs, ys, boxes }: Answer['reader']['base'],
    { bits }: Matches,
    from: number,
    to: number,
    kinds: FacetColumn | null,
  ): void {
    const { kindCount } = this;
    for (let box = Math.floor(from / BOX_ROWS); box * BOX_ROWS < to; box++) {
      if ((bits[2 * box]! | bits[2 * box + 1]!) === 0 || (!kinds && this.#holds(own, boxes, box))) continue;
      const end = Math.min(to, (box + 1) * BOX_ROWS);
      for (let row = Math.max(from, box * BOX_ROWS); row < end; row++) {
        const rest = bits[row >>> 5]! >>> (row & 31);
        if (rest === 0) {
          row |= 31;
          continue;
        }
        row += 31 - Math.clz32(rest & -rest);
        if (row >= end) break;
        this.#widen(own, xs[row]!, ys[row]!, xs[row]!, ys[row]!);
        if (kinds) addValues(kinds, row, kindCount, this.kinds, own * kindCount);
      }
    }
  }

  #holds(own: number, boxes: Uint32Array, box: number): boolean {
    return (
      boxes[4 * box]! >= this.minX[own]! &&
      boxes[4 * box + 1]! >= this.minY[own]! &&
      boxes[4 * box + 2]! <= this.maxX[own]! &&
      boxes[4 * box + 3]! <= this.maxY[own]!
    );
  }
}
