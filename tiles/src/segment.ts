import { setBit, wordsFor } from './bitset.ts';
import { buildFacetColumn, valueArray, type FacetColumn } from './facet-column.ts';
import { mortonHigh, mortonKey, mortonLow, mortonOrder } from './morton.ts';
import type { RowValues } from './postings.ts';
import { collectColumns, NEVER_ENDS, type RowColumns } from './rows.ts';
import { buildSessionColumn, type SessionColumn } from './slots.ts';
import type { RowInput, Schema } from './types.ts';

/** Rows in Morton order, the unplaced ones last. Only `alive` ever changes. */
export interface Segment {
  count: number;
  /** Rows with a place come first; from here on they have none. */
  placed: number;
  /** Morton keys of the placed rows, ascending. */
  keys: Float64Array;
  xs: Uint32Array;
  ys: Uint32Array;
  lng: Float64Array;
  lat: Float64Array;
  id: Float64Array;
  place: Float64Array;
  lastDay: Int32Array;
  pinned: Uint8Array;
  facets: FacetColumn[];
  sessions: SessionColumn;
  alive: Uint32Array;
  /** Position of each row in the rows given. */
  order: Uint32Array;
}

/** Builds a segment of `count` rows in steps of a few tens of milliseconds at most. */
export function* buildSegmentSteps(schema: Schema, rows: Iterable<RowInput>, count: number): Generator<void, Segment> {
  const columns = yield* collectColumns(schema, rows, count);
  yield;
  const { order, placed, keys } = sortRows(columns);
  yield;
  const pick = <T extends Float64Array | Uint32Array | Int32Array | Uint8Array>(from: T): T => permute(from, order);
  const segment: Segment = {
    count,
    placed,
    keys,
    xs: pick(columns.xs),
    ys: pick(columns.ys),
    lng: pick(columns.lng),
    lat: pick(columns.lat),
    id: pick(columns.id),
    place: pick(columns.place),
    lastDay: pick(columns.lastDay),
    pinned: pick(columns.pinned),
    facets: [],
    sessions: yield* sortSessions(columns, order),
    alive: new Uint32Array(wordsFor(count)),
    order,
  };
  for (let row = 0; row < count; row++) setBit(segment.alive, row);
  for (let facet = 0; facet < schema.facets.length; facet++) {
    yield;
    const spec = schema.facets[facet]!;
    segment.facets.push(buildFacetColumn(spec, sortValues(columns.facets[facet]!, order, spec.values.length)));
  }
  return segment;
}

function sortRows({ count, lng, xs, ys }: RowColumns): { order: Uint32Array; placed: number; keys: Float64Array } {
  const rows = new Uint32Array(count);
  let placed = 0;
  for (let row = 0; row < count; row++) if (!Number.isNaN(lng[row]!)) rows[placed++] = row;
  let last = placed;
  for (let row = 0; row < count; row++) if (Number.isNaN(lng[row]!)) rows[last++] = row;
  const high = new Uint32Array(placed);
  const low = new Uint32Array(placed);
  for (let at = 0; at < placed; at++) {
    const row = rows[at]!;
    high[at] = mortonHigh(xs[row]!, ys[row]!);
    low[at] = mortonLow(xs[row]!, ys[row]!);
  }
  const sorted = mortonOrder(high, low);
  const keys = new Float64Array(placed);
  const order = rows.slice();
  for (let at = 0; at < placed; at++) {
    const from = sorted[at]!;
    keys[at] = mortonKey(high[from]!, low[from]!);
    order[at] = rows[from]!;
  }
  return { order, placed, keys };
}

function permute<T extends Float64Array | Uint32Array | Int32Array | Uint8Array>(from: T, order: Uint32Array): T {
  const to = new (from.constructor as new (length: number) => T)(order.length);
  for (let at = 0; at < order.length; at++) to[at] = from[order[at]!]!;
  return to;
}

function* sortSessions({ sessions }: RowColumns, order: Uint32Array): Generator<void, SessionColumn> {
  const offsets = new Uint32Array(order.length + 1);
  const starts = new Int32Array(sessions.list.length);
  let length = 0;
  for (let at = 0; at < order.length; at++) {
    const end = sessions.starts[order[at]! + 1]!;
    for (let from = sessions.starts[order[at]!]!; from < end; from++) starts[length++] = sessions.list.values[from]!;
    offsets[at + 1] = length;
  }
  yield;
  return yield* buildSessionColumn(offsets, starts);
}

function sortValues({ starts, list }: RowColumns['facets'][number], order: Uint32Array, valueCount: number): RowValues {
  const sorted = { starts: new Uint32Array(order.length + 1), values: valueArray(valueCount, list.length) };
  let length = 0;
  for (let at = 0; at < order.length; at++) {
    const end = starts[order[at]! + 1]!;
    for (let from = starts[order[at]!]!; from < end; from++) sorted.values[length++] = list.values[from]!;
    sorted.starts[at + 1] = length;
  }
  return sorted;
}

/** The row as it came in, without its text. */
export function rowAt(segment: Segment, row: number): RowInput {
  const facets: Record<string, number[]> = {};
  for (const { spec, rowValues } of segment.facets) {
    const [from, to] = [rowValues.starts[row]!, rowValues.starts[row + 1]!];
    if (to > from) facets[spec.name] = Array.from(rowValues.values.subarray(from, to));
  }
  const { offsets, starts } = segment.sessions;
  const unplaced = row >= segment.placed;
  const lastDay = segment.lastDay[row]!;
  return {
    id: segment.id[row]!,
    place: segment.place[row]!,
    lng: unplaced ? null : segment.lng[row]!,
    lat: unplaced ? null : segment.lat[row]!,
    facets,
    sessions: offsets[row + 1]! > offsets[row]! ? starts.subarray(offsets[row], offsets[row + 1]) : null,
    lastDay: lastDay === NEVER_ENDS ? null : lastDay,
    pinned: segment.pinned[row] === 1,
  };
}
