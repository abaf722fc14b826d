import { NEVER_ENDS } from './rows.ts';
import type { RowInput } from './types.ts';

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
  /** Value indices by facet name, ascending per row; an absent facet is no value. */
  facets: Readonly<Record<string, Lists<Uint8Array | Uint16Array | Uint32Array>>>;
  /** Starts ascending per row, in minutes since 1970-01-01T00:00 wall time. */
  sessions?: Lists<Int32Array>;
}

/** The rows of columns one by one. */
export function* rowsOf(columns: RowColumns): Generator<RowInput> {
  const facets = Object.entries(columns.facets);
  for (let row = 0; row < columns.count; row++) {
    const isOff = columns.unplaced?.[row] === 1;
    const sessions = columns.sessions && sliceOf(columns.sessions, row);
    yield {
      id: columns.id[row]!,
      place: columns.place[row]!,
      lng: isOff ? null : columns.lng[row]!,
      lat: isOff ? null : columns.lat[row]!,
      facets: Object.fromEntries(facets.map(([name, lists]) => [name, Array.from(sliceOf(lists, row))])),
      sessions: sessions && sessions.length > 0 ? sessions : null,
      lastDay: columns.lastDay[row] === NEVER_ENDS ? null : columns.lastDay[row]!,
      pinned: columns.pinned[row] === 1,
    };
  }
}

function sliceOf<T extends Uint8Array | Uint16Array | Uint32Array | Int32Array>(lists: Lists<T>, row: number): T {
  return lists.values.subarray(lists.starts[row], lists.starts[row + 1]) as T;
}
