import { emptyColumns, type Lists, type RowColumns } from './columns.ts';
import type { FacetSpec, RowInput, Schema } from './types.ts';

/** Last day of a row that never ends. */
export const NEVER_ENDS = 2147483647;

export const SEATS_UNKNOWN = 0;
export const SEATS_NONE = 1;
export const SEATS_FREE = 2;
export type Seats = typeof SEATS_UNKNOWN | typeof SEATS_NONE | typeof SEATS_FREE;

const LATEST_DAY = 65535;

// Rows between two yields: some milliseconds.
const SLICE = 1024;

/** Lists that grow by doubling. */
class GrowingLists<T extends Uint32Array | Int32Array> {
  readonly starts: Uint32Array;
  #values: T;
  #length = 0;

  constructor(rows: number, values: T) {
    this.starts = new Uint32Array(rows + 1);
    this.#values = values;
  }

  push(value: number): void {
    this.#reserve(1);
    this.#values[this.#length++] = value;
  }

  pushAll(values: ArrayLike<number>): void {
    this.#reserve(values.length);
    this.#values.set(values, this.#length);
    this.#length += values.length;
  }

  close(row: number): void {
    this.starts[row + 1] = this.#length;
  }

  take(): Lists<T> {
    return { starts: this.starts, values: this.#values.subarray(0, this.#length) as T };
  }

  #reserve(more: number): void {
    if (this.#length + more <= this.#values.length) return;
    const larger = new (this.#values.constructor as new (length: number) => T)((this.#length + more) * 2);
    larger.set(this.#values);
    this.#values = larger;
  }
}

/** Checks `count` rows and turns them into columns; throws at the first bad value. */
export function* collectColumns(schema: Schema, rows: Iterable<RowInput>, count: number): Generator<void, RowColumns> {
  const facets = schema.facets.map(() => new GrowingLists(count, new Uint32Array(count)));
  const sessions = new GrowingLists(count, new Int32Array(count));
  const columns = emptyColumns(count);
  let at = 0;
  for (const row of rows) {
    addScalars(columns, at, row);
    addSessions(sessions, at, row);
    addFacets(facets, at, row, schema.facets);
    if (++at % SLICE === 0) yield;
  }
  if (at !== count) throw new RangeError(`${count} rows were announced and ${at} came`);
  const named = schema.facets.map(({ name }, facet) => [name, facets[facet]!.take()] as const);
  return { ...columns, facets: Object.fromEntries(named), sessions: sessions.take() };
}

type Scalars = Omit<Required<RowColumns>, 'facets' | 'sessions'>;

function reject(row: Pick<RowInput, 'id' | 'place'>, field: string, value: unknown): never {
  throw new RangeError(`row ${row.id} at place ${row.place}: ${field} is ${String(value)}`);
}

function addScalars(columns: Scalars, at: number, row: RowInput): void {
  const { lng, lat } = row;
  if (lng === null && lat === null) columns.unplaced[at] = 1;
  else if (lng === null) reject(row, 'lng', lng);
  else if (lat === null) reject(row, 'lat', lat);
  else [columns.lng[at], columns.lat[at]] = [lng, lat];
  columns.id[at] = row.id;
  columns.place[at] = row.place;
  columns.pinned[at] = row.pinned ? 1 : 0;
  const lastDay = row.lastDay ?? NEVER_ENDS;
  if ((lastDay | 0) !== lastDay) reject(row, 'lastDay', lastDay);
  columns.lastDay[at] = lastDay;
  columns.seats[at] = seatsOf(row);
  columns.freshUntil[at] = freshDayOf(row);
  checkScalars(columns, at);
}

export function seatsOf({ seatsLeft = null }: RowInput): Seats {
  if (seatsLeft === null) return SEATS_UNKNOWN;
  return seatsLeft > 0 ? SEATS_FREE : SEATS_NONE;
}

/** 0 = never confirmed. */
export function freshDayOf(row: RowInput): number {
  const day = row.freshUntil ?? 0;
  if (!(Number.isInteger(day) && day >= 0 && day <= LATEST_DAY)) reject(row, 'freshUntil', day);
  return day;
}

function addSessions(sessions: GrowingLists<Int32Array>, at: number, row: RowInput): void {
  if (row.sessions) {
    checkAscending(row, row.sessions, 0, row.sessions.length);
    sessions.pushAll(row.sessions);
  }
  sessions.close(at);
}

function addFacets(
  lists: readonly GrowingLists<Uint32Array>[],
  at: number,
  row: RowInput,
  specs: readonly FacetSpec[],
): void {
  let known = 0;
  for (let facet = 0; facet < specs.length; facet++) {
    const values = row.facets[specs[facet]!.name];
    if (values !== undefined) {
      known++;
      addValues(lists[facet]!, row, specs[facet]!, values);
    }
    lists[facet]!.close(at);
  }
  const names = Object.keys(row.facets);
  if (names.length === known) return;
  reject(
    row,
    'facet',
    names.find((name) => !specs.some((spec) => spec.name === name && row.facets[name] !== undefined)),
  );
}

function addValues(list: GrowingLists<Uint32Array>, row: RowInput, spec: FacetSpec, given: readonly number[]): void {
  const values = given.length > 1 ? [...new Set(given)].sort((a, b) => a - b) : given;
  if (values.length > 1 && !spec.multi) reject(row, `facet ${spec.name} takes one value and`, values.join(','));
  for (const value of values) {
    if (!(Number.isInteger(value) && value >= 0 && value < spec.values.length))
      reject(row, `facet ${spec.name}`, value);
    list.push(value);
  }
}

function checkScalars({ id, place, lng, lat, unplaced }: Omit<RowColumns, 'facets'>, at: number): void {
  const row = { id: id[at]!, place: place[at]! };
  if (!Number.isSafeInteger(row.id) || row.id < 0) reject(row, 'id', row.id);
  if (!Number.isSafeInteger(row.place) || row.place < 0) reject(row, 'place', row.place);
  if (unplaced?.[at] === 1) return;
  if (!(Math.abs(lng[at]!) <= 180)) reject(row, 'lng', lng[at]);
  if (!(Math.abs(lat[at]!) <= 90)) reject(row, 'lat', lat[at]);
}

function checkAscending(row: Pick<RowInput, 'id' | 'place'>, starts: Int32Array, from: number, to: number): void {
  for (let at = from + 1; at < to; at++) {
    if (starts[at]! < starts[at - 1]!) reject(row, 'session out of order', starts[at]);
  }
}

/** Throws at the first value of columns from outside that no row may have. */
export function checkColumns(schema: Schema, columns: RowColumns): void {
  const { count, sessions, facets } = columns;
  for (const name of ['id', 'place', 'lng', 'lat', 'lastDay', 'pinned', 'unplaced', 'seats', 'freshUntil'] as const) {
    const column = columns[name];
    if (column && column.length < count) throw new RangeError(`column ${name} has ${column.length} of ${count} rows`);
  }
  for (let row = 0; row < count; row++) checkScalars(columns, row);
  if (sessions) {
    checkStarts('sessions', sessions, count);
    for (let row = 0; row < count; row++) {
      const named = { id: columns.id[row]!, place: columns.place[row]! };
      checkAscending(named, sessions.values, sessions.starts[row]!, sessions.starts[row + 1]!);
    }
  }
  for (const [name, lists] of Object.entries(facets)) {
    const spec = schema.facets.find((facet) => facet.name === name);
    if (!spec) throw new RangeError(`columns have an unknown facet: ${name}`);
    checkStarts(`facet ${name}`, lists, count);
    checkFacet(spec, lists, columns);
  }
}

function checkStarts(name: string, { starts, values }: Lists<{ length: number }>, count: number): void {
  let isSound = starts.length > count && starts[0] === 0 && starts[count]! <= values.length;
  for (let row = 0; row < count && isSound; row++) isSound = starts[row + 1]! >= starts[row]!;
  if (!isSound) throw new RangeError(`column ${name} has starts that do not ascend to its ${values.length} values`);
}

function checkFacet(
  spec: FacetSpec,
  { starts, values }: Lists<Uint8Array | Uint16Array | Uint32Array>,
  { id, place, count }: RowColumns,
): void {
  for (let row = 0; row < count; row++) {
    const [from, to] = [starts[row]!, starts[row + 1]!];
    const named = { id: id[row]!, place: place[row]! };
    if (to - from > 1 && !spec.multi) {
      reject(named, `facet ${spec.name} takes one value and`, values.subarray(from, to).join(','));
    }
    for (let at = from; at < to; at++) {
      const isSound = values[at]! < spec.values.length && (at === from || values[at]! > values[at - 1]!);
      if (!isSound) reject(named, `facet ${spec.name}`, values[at]);
    }
  }
}
