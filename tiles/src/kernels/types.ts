/** The inner loops over bitsets (whole blocks of 512 rows). Arrays must come from the arena the kernels belong to. */
export interface Kernels {
  /** target &= other, of equal length */
  and(target: Uint32Array, other: Uint32Array): void;
  /** target |= other, of equal length */
  or(target: Uint32Array, other: Uint32Array): void;
  /**
   * Rank directory: blocks[b] = bits set before block b (512 rows) within its super block of 32 blocks;
   * supers[s] = bits set before super block s, with one entry more for the total. Returns the total.
   */
  rank(bits: Uint32Array, supers: Uint32Array, blocks: Uint16Array): number;
  /**
   * counts[i] = how many rows of [from, to) are set in bits and in plane `first` + i. `counts` may be any array; rows
   * outside of bits count as not set.
   */
  countPlanes(bits: Uint32Array, planes: Planes, first: number, from: number, to: number, counts: Uint32Array): void;
  /** Sets the rows of gaps[from] up to gaps[to]: rows left out before each next one, 65,535 for as many and none. */
  setRows(bits: Uint32Array, gaps: Uint16Array, from: number, to: number): void;
  /** The clusters of a tile; null where plain TypeScript does it. */
  readonly clusters: ClusterKernels | null;
  /** Sets in `bits` (all zero before) every row < values.length with values[row] >= least. */
  atLeast(values: Int32Array, least: number, bits: Uint32Array): void;
}

/** Bitsets block by block: a record has the 16 lanes of one plane after the other; 48 lanes more follow the last. */
export interface Planes {
  records: Uint32Array;
  /** Lanes (32 bits) of a record. */
  recordLanes: number;
}

/** Steps of a clustered tile over arrays named by their byte offsets; see assembly/window.ts. */
export interface ClusterKernels {
  /** 0 when the tile itself has no rows, unless `always`. */
  fillWindow(
    source: number,
    filter: number,
    window: number,
    z: number,
    x: number,
    y: number,
    ring: number,
    always: number,
  ): number;
  /** Returns how many cells have rows, plus 65,536 where a wider ring is needed. */
  joinCells(window: number, ring: number): number;
  collectMembers(source: number, filter: number, window: number, ring: number, filled: number): void;
}
