import type { Arena } from './arena.ts';
import type { Kernels } from './types.ts';

// A gap that stands for this many rows skipped, none of them listed; the kernels know it too.
const SKIP = 65_535;

/**
 * Lists of ascending rows as gaps of 16 bits: list i is gaps[starts[i]] up to gaps[ends[i]]. A gap is the number of rows
 * left out before the next one.
 */
export interface GapLists {
  starts: Uint32Array;
  ends: Uint32Array;
  gaps: Uint16Array;
}

const mostSkips = (rowCount: number): number => Math.ceil(rowCount / SKIP);

/** Bytes for lists of so many rows each. */
export function gapBytes(lengths: Uint32Array, rowCount: number): number {
  let entries = 0;
  for (const length of lengths) if (length > 0) entries += length + mostSkips(rowCount);
  return entries * 2 + lengths.length * 8 + 256;
}

/** Takes rows for lists of known lengths, ascending in each list. */
export class GapWriter {
  readonly lists: GapLists;
  /** The last row of each list, and one more. */
  readonly #next: Uint32Array;

  constructor(arena: Arena, lengths: Uint32Array, rowCount: number) {
    const starts = arena.uint32(lengths.length);
    let entries = 0;
    for (let list = 0; list < lengths.length; list++) {
      starts[list] = entries;
      if (lengths[list]! > 0) entries += lengths[list]! + mostSkips(rowCount);
    }
    const ends = arena.uint32(lengths.length);
    ends.set(starts);
    this.lists = { starts, ends, gaps: arena.uint16(entries) };
    this.#next = new Uint32Array(lengths.length);
  }

  add(list: number, row: number): void {
    const { ends, gaps } = this.lists;
    let gap = row - this.#next[list]!;
    for (; gap >= SKIP; gap -= SKIP) gaps[ends[list]!++] = SKIP;
    gaps[ends[list]!++] = gap;
    this.#next[list] = row + 1;
  }
}

/** Sets the rows of a list. */
export function setRows(kernels: Kernels, bits: Uint32Array, { starts, ends, gaps }: GapLists, list: number): void {
  kernels.setRows(bits, gaps, starts[list]!, ends[list]!);
}

/** Calls `visit` with the rows of a list, ascending. */
export function eachRow({ starts, ends, gaps }: GapLists, list: number, visit: (row: number) => void): void {
  const end = ends[list]!;
  for (let at = starts[list]!, next = 0; at < end; at++) {
    next += gaps[at]!;
    if (gaps[at] !== SKIP) visit(next++);
  }
}
