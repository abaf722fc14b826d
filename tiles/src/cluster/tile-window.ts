import type { TileAddress } from '../grid/tile-address.ts';
import type { Arena } from '../kernels/arena.ts';
import { CELLS, NARROW, type Ring, WIDE, windowBytes } from '../kernels/cell-layout.ts';
import type { ClusterKernels } from '../kernels/types.ts';
import type { Matches } from '../match/matches.ts';
import type { Base } from '../rows/base.ts';
import { FIRST_LEVEL } from '../rows/planes.ts';
import type { RecentRow } from '../rows/recent-row.ts';
import { CellWindow } from './cell-window.ts';
import { collectMembers, widen } from './collect-members.ts';
import { fillWindow } from './fill-window.ts';
import { joinCells } from './join-cells.ts';

const SOURCE_LANES = 11;
const FILTER_LANES = 3;
// Added by the kernel to the count of cells, as in assembly/join-cells.ts.
const CROWDED = 0x10000;
// Below this zoom the planes do not reach up to the tile.
const LEAST_KERNEL_ZOOM = FIRST_LEVEL - 1;

/** The window over one base, filled tile by tile: by the kernels where there are any, else in plain TypeScript. */
export class TileWindow {
  readonly cells: CellWindow;
  readonly #kindFacet: number;
  readonly #kernels: ClusterKernels | null;
  readonly #source: Uint32Array;
  readonly #filter: Uint32Array;
  readonly #at: number;

  constructor(base: Base, arena: Arena, { kindFacet, kindCount }: { kindFacet: number; kindCount: number }) {
    const memory = arena.uint8(windowBytes(kindCount));
    this.cells = new CellWindow(memory, kindCount);
    this.#kindFacet = kindFacet;
    this.#kernels = arena.kernels.clusters;
    this.#source = arena.uint32(SOURCE_LANES);
    this.#filter = arena.uint32(FILTER_LANES);
    this.#at = memory.byteOffset;
    const { xs, ys, planes, alive, boxes, cells } = base;
    // In the order of assembly/rows.ts.
    this.#source.set([
      xs.byteOffset,
      ys.byteOffset,
      planes.records.byteOffset,
      planes.recordLanes * 4,
      alive.length / 16,
      boxes.byteOffset,
      kindCount,
      cells.keys.byteOffset,
      cells.starts.byteOffset,
      cells.keys.length,
      cells.level,
    ]);
  }

  /** Sums the matching rows around a tile and finds who joins whom; false when the tile itself has none. */
  fill(matches: Matches, address: TileAddress): boolean {
    const isCrowded = this.#join(matches, address, NARROW);
    if (isCrowded) this.#join(matches, address, WIDE);
    return isCrowded !== null;
  }

  /** Whether the second round is needed, null when the tile itself has no rows. */
  #join(matches: Matches, address: TileAddress, ring: Ring): boolean | null {
    const { cells } = this;
    cells.ring = ring;
    cells.recents = matches.recents.length > 0 ? listAround(matches.recents, address, cells) : [];
    const always = cells.recents.some(({ cell }) => cells.isOwn(cell));
    const kernels = address.z < LEAST_KERNEL_ZOOM ? null : this.#kernels;
    const found = kernels
      ? this.#fillByKernel(kernels, matches, address, always)
      : fillWindow(cells, matches, address, always);
    if (!found) return null;
    this.#sumRecents(address.z);
    if (!kernels) return joinCells(cells);
    const joined = kernels.joinCells(this.#at, ring);
    cells.filledCount = joined & (CROWDED - 1);
    return joined >= CROWDED;
  }

  #fillByKernel(kernels: ClusterKernels, { inBase }: Matches, { z, x, y }: TileAddress, always: boolean): boolean {
    this.#filter[0] = inBase.bits.byteOffset;
    this.#filter[1] = inBase.supers.byteOffset;
    this.#filter[2] = inBase.blocks.byteOffset;
    const [source, filter] = [this.#source.byteOffset, this.#filter.byteOffset];
    return kernels.fillWindow(source, filter, this.#at, z, x, y, this.cells.ring, always ? 1 : 0) !== 0;
  }

  /** Adds up the own clusters of the tile filled last. */
  collect(matches: Matches, { z }: TileAddress): void {
    const { cells } = this;
    const kernels = z < LEAST_KERNEL_ZOOM ? null : this.#kernels;
    const [source, filter] = [this.#source.byteOffset, this.#filter.byteOffset];
    if (kernels) kernels.collectMembers(source, filter, this.#at, cells.ring, cells.filledCount);
    else collectMembers(cells, matches);
    for (const { cell, row } of cells.recents) {
      const own = cells.leader[cell]!;
      if (cells.members[own]! < 2) continue;
      widen(cells, own, row.x, row.y);
      for (const kind of row.values[this.#kindFacet]!) cells.kinds[own * cells.kindStride + kind]!++;
    }
  }

  #sumRecents(z: number): void {
    const { count, sumX, sumY, recents } = this.cells;
    const shift = 23 - z;
    for (const { cell, row } of recents) {
      count[cell]!++;
      sumX[cell]! += row.x >>> shift;
      sumY[cell]! += row.y >>> shift;
    }
  }
}

function listAround(
  recents: readonly RecentRow[],
  { z, x, y }: TileAddress,
  { ring, side }: CellWindow,
): { cell: number; row: RecentRow }[] {
  const shift = 29 - z;
  const [left, upper] = [x * CELLS - ring, y * CELLS - ring];
  const around = [];
  for (const row of recents) {
    if (!row.isPlaced) continue;
    const [column, line] = [(row.x >>> shift) - left, (row.y >>> shift) - upper];
    if (column < 0 || line < 0 || column >= side || line >= side) continue;
    around.push({ cell: line * side + column, row });
  }
  return around;
}
