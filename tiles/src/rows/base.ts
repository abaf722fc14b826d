import { FENCE, mortonHigh, mortonKey, mortonLow, radixOrder } from '../grid/morton.ts';
import { isPolar, latOf, lngOf, worldX, worldY } from '../grid/projection.ts';
import type { RowColumns } from '../input/columns.ts';
import type { FacetTree } from '../input/facet-tree.ts';
import { createArena, type Arena } from '../kernels/arena.ts';
import { fillRows, lanesFor } from '../kernels/bitset.ts';
import { windowBytes } from '../kernels/cell-layout.ts';
import { setRows } from '../kernels/gap-list.ts';
import { plain } from '../kernels/plain.ts';
import { directoryLengths } from '../kernels/ranked-bits.ts';
import type { Planes } from '../kernels/types.ts';
import { buildCells, cellBytes, type CellDirectory } from './cell-directory.ts';
import { buildFacetColumn, planFacet, type FacetColumn, type FacetPlan } from './facet-column.ts';
import { checkIds, orderById } from './ids.ts';
import { BOX_ROWS, fillBoxes, fillFlags, fillKindPlanes, fillPlanes, planeLanes, recordLanes } from './planes.ts';
import { buildSessionColumn, planSessions, type SessionColumn, type SessionPlan } from './sessions.ts';

type Numbers = Uint32Array | Float64Array;
type AnyArray = Uint8Array | Uint16Array | Uint32Array | Int32Array | Float64Array;

// Each memory of WebAssembly takes gigabytes of addresses, of which a process has few: not for small bases.
const LEAST_SIMD = 1 << 20;

/** Bitsets in the memory of a base: of filters by facets alone, of those that go beyond, of days, and some to work with. */
export const KEPT_BITSETS = { facets: 257, beyondFacets: 33, days: 9, scratch: 2 } as const;

/** Rows in Morton order, the unplaced ones last. Only `alive` ever changes. Plain arrays: a clone shares their memory. */
export interface Base {
  count: number;
  /** Rows with a place come first; from here on they have none. */
  placed: number;
  /** Morton key of every 16th placed row. */
  fences: Float64Array;
  xs: Uint32Array;
  ys: Uint32Array;
  id: Numbers;
  place: Numbers;
  /** Rows by ascending id. */
  byId: Uint32Array;
  lastDay: Int32Array;
  pinned: Uint32Array;
  /** As the columns have them. */
  seats: Uint8Array;
  freshUntil: Uint16Array;
  alive: Uint32Array;
  /** Where the cells of one level begin. */
  cells: CellDirectory;
  /** See `fillPlanes` and `fillBoxes`. */
  planes: Planes;
  boxes: Uint32Array;
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

const NO_LISTS = { values: new Uint8Array(0) };

/** Builds the base of checked columns in steps. Throws when an id comes twice at one place. */
export function* buildBaseSteps(shape: BaseShape, columns: RowColumns): Generator<void, BuiltBase> {
  const { count } = columns;
  const { order, placed, xs, ys } = sortRows(columns);
  yield;
  const none = { ...NO_LISTS, starts: new Uint32Array(count + 1) };
  const lists = shape.trees.map(({ name }) => columns.facets[name] ?? none);
  const sessions = planSessions(columns.sessions ?? { starts: none.starts, values: new Int32Array(0) });
  const plans: FacetPlan[] = [];
  for (const [facet, tree] of shape.trees.entries()) {
    plans.push(planFacet(tree, lists[facet]!, count, facet === shape.kindFacet));
    yield;
  }
  const lanes = lanesFor(count);
  const kindCount = shape.trees[shape.kindFacet]!.ends.length;
  const arena = createArena(bytesOf(shape, count, sessions, plans), {
    later: filterBytes(lanes) + cellBytes(placed) + sessions.later,
    leastSimd: LEAST_SIMD,
  });
  const numbers = (from: Float64Array): Numbers =>
    permute(fits(from, count) ? arena.uint32(count) : arena.float64(count), from, order);
  const id = numbers(columns.id);
  const positions = { xs: permute(arena.uint32(count), xs, order), ys: permute(arena.uint32(count), ys, order) };
  const base: Base = {
    count,
    placed,
    ...positions,
    cells: buildCells(arena, positions.xs, positions.ys, placed),
    fences: arena.float64(Math.ceil(placed / FENCE)),
    polar: findPolar(columns, order, placed),
    id,
    place: numbers(columns.place),
    byId: arena.uint32(count),
    lastDay: permute(arena.int32(count), columns.lastDay, order),
    pinned: arena.uint32(lanes),
    freshUntil: permuteGiven(arena.uint16(count), columns.freshUntil, order),
    seats: permuteGiven(arena.uint8(count), columns.seats, order),
    alive: arena.uint32(lanes),
    planes: { records: arena.uint32(planeLanes(lanes / 16, kindCount)), recordLanes: recordLanes(kindCount) },
    boxes: arena.uint32(Math.ceil(placed / BOX_ROWS) * 4),
    facets: [],
    sessions: yield* buildSessionColumn(arena, sessions, order),
  };
  base.byId.set(orderById(id));
  checkIds(base);
  yield;
  fillFences(base);
  fillRows(base.alive, 0, count);
  fillFlags(base.pinned, permute(new Uint8Array(count), columns.pinned, order));
  fillBoxes(base.boxes, placed, base.xs, base.ys);
  fillPlanes(base.planes, kindCount, placed, base.xs, base.ys);
  for (let facet = 0; facet < shape.trees.length; facet++) {
    yield;
    base.facets.push(buildFacetColumn(arena, shape.trees[facet]!, order, plans[facet]!));
  }
  fillKindPlanes(base.planes, listKinds(base, shape, lanes));
  return { base, arena, order };
}

function fits(values: Float64Array, count: number): boolean {
  for (let row = 0; row < count; row++) if (values[row]! > 0xffffffff) return false;
  return true;
}

function permute<T extends AnyArray>(to: T, from: AnyArray, order: Uint32Array): T {
  for (let at = 0; at < order.length; at++) to[at] = from[order[at]!]!;
  return to;
}

function permuteGiven<T extends AnyArray>(to: T, from: AnyArray | undefined, order: Uint32Array): T {
  return from ? permute(to, from, order) : to;
}

function fillFences({ fences, xs, ys }: Base): void {
  for (let at = 0; at < fences.length; at++) {
    const [x, y] = [xs[at * FENCE]!, ys[at * FENCE]!];
    fences[at] = mortonKey(mortonHigh(x, y), mortonLow(x, y));
  }
}

interface SortedRows {
  /** Position of each row among those given. */
  order: Uint32Array;
  placed: number;
  /** As given. */
  xs: Uint32Array;
  ys: Uint32Array;
}

function sortRows({ count, lng, lat, unplaced }: RowColumns): SortedRows {
  const [xs, ys] = [new Uint32Array(count), new Uint32Array(count)];
  const order = new Uint32Array(count);
  let placed = 0;
  for (let row = 0; row < count; row++) if (unplaced?.[row] !== 1) order[placed++] = row;
  for (let row = 0, last = placed; row < count; row++) if (unplaced?.[row] === 1) order[last++] = row;
  const [high, low] = [new Uint32Array(placed), new Uint32Array(placed)];
  for (let at = 0; at < placed; at++) {
    const row = order[at]!;
    const x = worldX(lng[row]!);
    const y = worldY(lat[row]!);
    xs[row] = x;
    ys[row] = y;
    high[at] = mortonHigh(x, y);
    low[at] = mortonLow(x, y);
  }
  const sorted = radixOrder(high, low);
  const rows = order.slice(0, placed);
  for (let at = 0; at < placed; at++) order[at] = rows[sorted[at]!]!;
  return { order, placed, xs, ys };
}

function findPolar({ lat }: RowColumns, order: Uint32Array, placed: number): Map<number, number> {
  const polar = new Map<number, number>();
  for (let row = 0; row < placed; row++) if (isPolar(lat[order[row]!]!)) polar.set(row, lat[order[row]!]!);
  return polar;
}

/** One bitset for every value of the facet that clusters count. */
function listKinds({ facets }: Base, { trees, kindFacet }: BaseShape, lanes: number): Uint32Array[] {
  const { dense, lists } = facets[kindFacet]!.postings;
  return Array.from(trees[kindFacet]!.ends, (end, value) => {
    const own = dense[value];
    if (own && end === value + 1) return own;
    const bits = new Uint32Array(lanes);
    setRows(plain, bits, lists, value);
    return bits;
  });
}

function bytesOf(shape: BaseShape, count: number, sessions: SessionPlan, plans: readonly FacetPlan[]): number {
  const lanes = lanesFor(count);
  const kinds = shape.trees[shape.kindFacet]!.ends.length;
  const rows = count * (4 + 4 + 1 + 8 + 8 + 4 + 4 + 1 + 2 + 1);
  const bitsets = 2 * lanes * 4 + planeLanes(lanes / 16, kinds) * 4;
  const columns = plans.reduce((sum, { bytes }) => sum + bytes, 0);
  return rows + bitsets + columns + sessions.bytes + windowBytes(kinds) + 65_536;
}

/** What filters take once they are asked with. */
function filterBytes(lanes: number): number {
  const { supers, blocks } = directoryLengths(lanes);
  const bitsets = Object.values(KEPT_BITSETS).reduce((sum, count) => sum + count, 0);
  return bitsets * (lanes * 4 + supers * 4 + blocks * 2 + 192);
}

/** Degrees of a placed row. */
export function lngLatOf({ xs, ys, polar }: Base, row: number): [lng: number, lat: number] {
  return [lngOf(xs[row]!), (polar.size > 0 ? polar.get(row) : undefined) ?? latOf(ys[row]!)];
}
