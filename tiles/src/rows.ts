import { worldX, worldY } from './projection.ts';
import type { FacetSpec, RowInput, Schema } from './types.ts';

/** Last day of a row that never ends. */
export const NEVER_ENDS = 2147483647;

// Rows between two yields: a few milliseconds.
const SLICE = 8192;

/** An array that grows by doubling. */
export interface Growing<T extends Uint32Array | Int32Array> {
  values: T;
  length: number;
}

/** Checked rows as columns, in the order they came; lists per row are values[starts[row], starts[row + 1]). */
export interface RowColumns {
  count: number;
  id: Float64Array;
  place: Float64Array;
  /** NaN = unplaced. */
  lng: Float64Array;
  lat: Float64Array;
  xs: Uint32Array;
  ys: Uint32Array;
  lastDay: Int32Array;
  pinned: Uint8Array;
  facets: { starts: Uint32Array; list: Growing<Uint32Array> }[];
  sessions: { starts: Uint32Array; list: Growing<Int32Array> };
}

/** Checks `count` rows and turns them into columns; throws at the first bad value. */
export function* collectColumns(schema: Schema, rows: Iterable<RowInput>, count: number): Generator<void, RowColumns> {
  const columns: RowColumns = {
    count,
    id: new Float64Array(count),
    place: new Float64Array(count),
    lng: new Float64Array(count).fill(NaN),
    lat: new Float64Array(count).fill(NaN),
    xs: new Uint32Array(count),
    ys: new Uint32Array(count),
    lastDay: new Int32Array(count),
    pinned: new Uint8Array(count),
    facets: schema.facets.map(() => ({ starts: new Uint32Array(count + 1), list: growing(new Uint32Array(count)) })),
    sessions: { starts: new Uint32Array(count + 1), list: growing(new Int32Array(count)) },
  };
  let at = 0;
  for (const row of rows) {
    addScalars(columns, at, row);
    addSessions(columns.sessions, at, row);
    addFacets(columns, at, row, schema.facets);
    if (++at % SLICE === 0) yield;
  }
  return columns;
}

function growing<T extends Uint32Array | Int32Array>(values: T): Growing<T> {
  return { values, length: 0 };
}

function reserve<T extends Uint32Array | Int32Array>(list: Growing<T>, more: number): void {
  if (list.length + more <= list.values.length) return;
  const larger = new (list.values.constructor as new (length: number) => T)((list.length + more) * 2);
  larger.set(list.values);
  list.values = larger;
}

function reject(row: RowInput, field: string, value: unknown): never {
  throw new RangeError(`row ${row.id} at place ${row.place}: ${field} is ${String(value)}`);
}

function addScalars(columns: RowColumns, at: number, row: RowInput): void {
  if (!Number.isSafeInteger(row.id) || row.id < 0) reject(row, 'id', row.id);
  if (!Number.isSafeInteger(row.place) || row.place < 0) reject(row, 'place', row.place);
  columns.id[at] = row.id;
  columns.place[at] = row.place;
  const { lng, lat } = row;
  if (lng !== null || lat !== null) {
    if (lng === null || !(Math.abs(lng) <= 180)) reject(row, 'lng', lng);
    if (lat === null || !(Math.abs(lat) <= 90)) reject(row, 'lat', lat);
    columns.lng[at] = lng;
    columns.lat[at] = lat;
    columns.xs[at] = worldX(lng);
    columns.ys[at] = worldY(lat);
  }
  const lastDay = row.lastDay ?? NEVER_ENDS;
  if ((lastDay | 0) !== lastDay) reject(row, 'lastDay', lastDay);
  columns.lastDay[at] = lastDay;
  columns.pinned[at] = row.pinned ? 1 : 0;
}

function addSessions(sessions: RowColumns['sessions'], at: number, row: RowInput): void {
  const { list } = sessions;
  if (row.sessions) {
    for (let i = 1; i < row.sessions.length; i++) {
      if (row.sessions[i]! < row.sessions[i - 1]!) reject(row, 'session out of order', row.sessions[i]);
    }
    reserve(list, row.sessions.length);
    list.values.set(row.sessions, list.length);
    list.length += row.sessions.length;
  }
  sessions.starts[at + 1] = list.length;
}

function addFacets(columns: RowColumns, at: number, row: RowInput, specs: readonly FacetSpec[]): void {
  let known = 0;
  for (let facet = 0; facet < specs.length; facet++) {
    const { starts, list } = columns.facets[facet]!;
    const values = row.facets[specs[facet]!.name];
    if (values !== undefined) {
      known++;
      addValues(list, row, specs[facet]!, values);
    }
    starts[at + 1] = list.length;
  }
  const names = Object.keys(row.facets);
  if (names.length > known) {
    reject(
      row,
      'facet',
      names.find((name) => !specs.some((spec) => spec.name === name && row.facets[name] !== undefined)),
    );
  }
}

function addValues(list: Growing<Uint32Array>, row: RowInput, spec: FacetSpec, given: readonly number[]): void {
  const values = given.length > 1 ? [...new Set(given)].sort((a, b) => a - b) : given;
  if (values.length > 1 && !spec.multi) reject(row, `facet ${spec.name} takes one value and`, values.join(','));
  reserve(list, values.length);
  for (const value of values) {
    if (!(Number.isInteger(value) && value >= 0 && value < spec.values.length))
      reject(row, `facet ${spec.name}`, value);
    list.values[list.length++] = value;
  }
}
