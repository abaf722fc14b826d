import { fillRows, wordsFor } from './bitset.ts';
import type { Lists, RowColumns } from './columns.ts';
import { buildFacetColumn, type FacetColumn } from './facet-column.ts';
import type { FacetTree } from './facet-tree.ts';
import { checkIds, orderById } from './ids.ts';
import { createArena, type Arena } from './kernels/arena.ts';
import { directoryLengths } from './matches.ts';
import { FENCE, mortonHigh, mortonKey, mortonLow, radixOrder } from './morton.ts';
import { BOX_ROWS, fillBoxes, fillFlags, fillPlanes, PLANE_COUNT } from './planes.ts';
import { planPostings, type PostingsPlan } from './postings.ts';
import { isPolar, latOf, lngOf, worldX, worldY } from './projection.ts';
import { buildSessionColumn, sessionBytes, type SessionColumn } from './slots.ts';

type Numbers = Uint32Array | Float64Array;
type AnyArray = Uint8Array | Uint16Array | Uint32Array | Int32Array | Float64Array;

// Each memory of WebAssembly takes gigabytes of addresses, of which a process has few: not for small bases.
const LEAST_SIMD = 1 << 20;

/** Filters with bitsets in the memory of a base: lasting ones, one-offs, days, and some to work with. */
export const SLOTS = { lasting: 257, oneOff: 33, days: 9, scratch: 2 } as const;

/** Rows in Morton order, the unplaced ones last. Only `alive` ever changes. Plain arrays: a clone shares their memory. */
export interface Base {
  count: number;
  /** Rows with a place come first; from here on they have none. */
  placed: number;
  /** Morton keys of the placed rows, ascending, and every 64th of them. */
  keys: Float64Array;
  fences: Float64Array;
  xs: Uint32Array;
  ys: Uint32Array;
  id: Numbers;
  place: Numbers;
  /** Rows by ascending id. */
  byId: Uint32Array;
  lastDay: Int32Array;
  pinned: Uint32Array;
  alive: Uint32Array;
  /** See `fillPlanes` and `fillBoxes`. */
  planes: Uint32Array;
  boxes: Uint32Array;
  /** One bitset for every value of the facet that clusters count. */
  kindPlanes: Uint32Array;
  /** Latitudes that the projection cuts off, by row. */
  polar: Map<number, number>;
  facets: FacetColumn[];
  sessions: SessionColumn;
}

export interface BuiltBase {
  base: Base;
  arena: Arena;
  /** Position of each row among the rows given. */
  order: Uint32Array;
}

export interface BaseShape {
  trees: readonly FacetTree[];
  /** Position of the facet that clusters count. */
  kindFacet: number;
}

/** Builds the base of checked columns in steps. Throws when an id comes twice at one place. */
export function* buildBaseSteps(shape: BaseShape, columns: RowColumns): Generator<void, BuiltBase> {
  const { order, placed, keys } = sortRows(columns);
  yield;
  const sorted = yield* sortLists(shape, columns, order);
  const plans = shape.trees.map(({ ends }, facet) =>
    planPostings(sorted.facets[facet]!, ends, columns.count, facet === shape.kindFacet),
  );
  yield;
  const { count } = columns;
  const words = wordsFor(count);
  const arena = createArena(bytesOf(shape, columns, sorted, plans), LEAST_SIMD);
  const numbers = (from: Float64Array): Numbers =>
    permute(fits(from) ? arena.uint32(count) : arena.float64(count), from, order);
  const positions = project(arena, columns, order, placed);
  yield;
  const id = numbers(columns.id);
  const base: Base = {
    count,
    placed,
    keys: copy(arena.float64(placed), keys),
    fences: everyNth(arena.float64(Math.ceil(placed / FENCE)), keys),
    ...positions,
    id,
    place: numbers(columns.place),
    byId: copy(arena.uint32(count), orderById(id)),
    lastDay: permute(arena.int32(count), columns.lastDay, order),
    pinned: arena.uint32(words),
    alive: arena.uint32(words),
    planes: arena.uint32(words * PLANE_COUNT),
    boxes: arena.uint32(Math.ceil(placed / BOX_ROWS) * 4),
    kindPlanes: arena.uint32(words * shape.trees[shape.kindFacet]!.ends.length),
    facets: [],
    sessions: yield* buildSessionColumn(arena, sorted.sessions),
  };
  checkIds(base);
  yield;
  fillRows(base.alive, 0, count);
  fillFlags(base.pinned, permute(new Uint8Array(count), columns.pinned, order));
  fillBoxes(base.boxes, placed, base.xs, base.ys);
  fillPlanes(base.planes, words, placed, base.xs, base.ys);
  for (let facet = 0; facet < shape.trees.length; facet++) {
    yield;
    base.facets.push(buildFacetColumn(arena, shape.trees[facet]!, sorted.facets[facet]!, plans[facet]!));
  }
  fillKindPlanes(base, shape, words);
  return { base, arena, order };
}

const fits = (values: Float64Array): boolean => values.every((value) => value <= 0xffffffff);

function copy<T extends AnyArray>(to: T, from: T): T {
  to.set(from);
  return to;
}

function permute<T extends AnyArray>(to: T, from: AnyArray, order: Uint32Array): T {
  for (let at = 0; at < order.length; at++) to[at] = from[order[at]!]!;
  return to;
}

function everyNth(fences: Float64Array, keys: Float64Array): Float64Array {
  for (let at = 0; at < fences.length; at++) fences[at] = keys[at * FENCE]!;
  return fences;
}

function sortRows(columns: RowColumns): { order: Uint32Array; placed: number; keys: Float64Array } {
  const { count, lng, lat, unplaced } = columns;
  const rows = new Uint32Array(count);
  let placed = 0;
  for (let row = 0; row < count; row++) if (unplaced?.[row] !== 1) rows[placed++] = row;
  let last = placed;
  for (let row = 0; row < count; row++) if (unplaced?.[row] === 1) rows[last++] = row;
  const high = new Uint32Array(placed);
  const low = new Uint32Array(placed);
  for (let at = 0; at < placed; at++) {
    const [x, y] = [worldX(lng[rows[at]!]!), worldY(lat[rows[at]!]!)];
    high[at] = mortonHigh(x, y);
    low[at] = mortonLow(x, y);
  }
  const sorted = radixOrder(high, low);
  const keys = new Float64Array(placed);
  const order = rows.slice();
  for (let at = 0; at < placed; at++) {
    const from = sorted[at]!;
    keys[at] = mortonKey(high[from]!, low[from]!);
    order[at] = rows[from]!;
  }
  return { order, placed, keys };
}

interface SortedLists {
  facets: Lists<Uint32Array | Uint16Array | Uint8Array>[];
  sessions: Lists<Int32Array>;
}

function* sortLists({ trees }: BaseShape, columns: RowColumns, order: Uint32Array): Generator<void, SortedLists> {
  const none = { starts: new Uint32Array(order.length + 1), values: new Uint32Array(0) };
  const facets: SortedLists['facets'] = [];
  for (const { spec } of trees) {
    const given = columns.facets[spec.name];
    facets.push(given ? sortList(given, order) : none);
    yield;
  }
  const sessions = columns.sessions
    ? sortList(columns.sessions, order)
    : { starts: none.starts, values: new Int32Array(0) };
  return { facets, sessions };
}

function sortList<T extends Uint8Array | Uint16Array | Uint32Array | Int32Array>(
  { starts, values }: Lists<T>,
  order: Uint32Array,
): Lists<T> {
  const sorted = {
    starts: new Uint32Array(order.length + 1),
    values: new (values.constructor as new (length: number) => T)(starts[order.length]!),
  };
  let length = 0;
  for (let at = 0; at < order.length; at++) {
    const end = starts[order[at]! + 1]!;
    for (let from = starts[order[at]!]!; from < end; from++) sorted.values[length++] = values[from]!;
    sorted.starts[at + 1] = length;
  }
  return { starts: sorted.starts, values: sorted.values.subarray(0, length) as T };
}

function project(
  arena: Arena,
  { count, lng, lat }: RowColumns,
  order: Uint32Array,
  placed: number,
): Pick<Base, 'xs' | 'ys' | 'polar'> {
  const [xs, ys] = [arena.uint32(count), arena.uint32(count)];
  const polar = new Map<number, number>();
  for (let row = 0; row < placed; row++) {
    xs[row] = worldX(lng[order[row]!]!);
    ys[row] = worldY(lat[order[row]!]!);
    if (isPolar(lat[order[row]!]!)) polar.set(row, lat[order[row]!]!);
  }
  return { xs, ys, polar };
}

function fillKindPlanes({ facets, kindPlanes }: Base, { trees, kindFacet }: BaseShape, words: number): void {
  const { dense } = facets[kindFacet]!.postings;
  trees[kindFacet]!.ends.forEach((end, value) => {
    const plane = kindPlanes.subarray(value * words, (value + 1) * words);
    const own = dense[value];
    if (own && end === value + 1) plane.set(own);
    else addOwn(plane, facets[kindFacet]!, value);
  });
}

function addOwn(plane: Uint32Array, { postings: { starts, rows } }: FacetColumn, value: number): void {
  for (let at = starts[value]!; at < starts[value + 1]!; at++) plane[rows[at]! >>> 5]! |= 1 << (rows[at]! & 31);
}

function bytesOf(shape: BaseShape, columns: RowColumns, sorted: SortedLists, plans: readonly PostingsPlan[]): number {
  const { count } = columns;
  const words = wordsFor(count);
  const { supers, blocks } = directoryLengths(words);
  const slots = SLOTS.lasting + SLOTS.oneOff + SLOTS.days + SLOTS.scratch;
  const kinds = shape.trees[shape.kindFacet]!.ends.length;
  const rows = count * (8 + 4 + 4 + 8 + 8 + 4 + 4 + 1);
  const bitsets = (2 + PLANE_COUNT + kinds) * words * 4;
  const facets = sorted.facets.reduce(
    (sum, { starts, values }, facet) => sum + (starts.length + values.length + count) * 4 + plans[facet]!.bytes,
    0,
  );
  const filters = slots * (words * 4 + supers * 4 + blocks * 2 + 192);
  return rows + bitsets + facets + sessionBytes(sorted.sessions) + filters + 65_536;
}

/** Degrees of a placed row. */
export function lngLatOf({ xs, ys, polar }: Base, row: number): [lng: number, lat: number] {
  return [lngOf(xs[row]!), (polar.size > 0 ? polar.get(row) : undefined) ?? latOf(ys[row]!)];
}
