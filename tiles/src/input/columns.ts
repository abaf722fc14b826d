/** Lists per row: those of a row are values[starts[row]] up to values[starts[row + 1]]. */
export interface Lists<T> {
  starts: Uint32Array;
  values: T;
}

/** Rows as columns, in any order; what `RowInput` says holds here too. */
export interface RowColumns {
  count: number;
  id: Float64Array;
  place: Float64Array;
  /** WGS 84 degrees. */
  lng: Float64Array;
  lat: Float64Array;
  /** 1 = on no map: lng and lat are not read. Absent: all are placed. */
  unplaced?: Uint8Array;
  /** Days since 1970-01-01; 2147483647 = never ends. */
  lastDay: Int32Array;
  /** 1 = goes on top of a stack. */
  pinned: Uint8Array;
  /** 0 = not known, 1 = none, 2 = some; absent: not known of any. */
  seats?: Uint8Array;
  /** Days since 1970-01-01, 0 = never; absent: never. */
  freshUntil?: Uint16Array;
  /** Value indices by facet name, ascending per row; an absent facet is no value. */
  facets: Readonly<Record<string, Lists<Uint8Array | Uint16Array | Uint32Array>>>;
  /** Starts ascending per row, in minutes since 1970-01-01T00:00 wall time. */
  sessions?: Lists<Int32Array>;
}

/** Columns of `count` rows, all zero, without facets and sessions. */
export const emptyColumns = (count: number) => ({
  count,
  id: new Float64Array(count),
  place: new Float64Array(count),
  lng: new Float64Array(count),
  lat: new Float64Array(count),
  unplaced: new Uint8Array(count),
  lastDay: new Int32Array(count),
  pinned: new Uint8Array(count),
  seats: new Uint8Array(count),
  freshUntil: new Uint16Array(count),
});
