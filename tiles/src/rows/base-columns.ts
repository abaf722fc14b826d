import { emptyColumns, type Lists, type RowColumns } from '../input/columns.ts';
import type { FacetTree } from '../input/facet-tree.ts';
import { hasBit } from '../kernels/bitset.ts';
import { lngLatOf, type Base } from './base.ts';
import { valuesOf, type FacetColumn } from './facet-column.ts';

/** The rows set in `alive` as columns again, in their order. */
export function columnsOf(base: Base, trees: readonly FacetTree[], alive: Uint32Array): RowColumns {
  const rows: number[] = [];
  for (let row = 0; row < base.count; row++) if (hasBit(alive, row)) rows.push(row);
  const count = rows.length;
  const columns = emptyColumns(count);
  for (const [at, row] of rows.entries()) {
    columns.id[at] = base.id[row]!;
    columns.place[at] = base.place[row]!;
    columns.lastDay[at] = base.lastDay[row]!;
    columns.seats[at] = base.seats[row]!;
    columns.freshUntil[at] = base.freshUntil[row]!;
    if (hasBit(base.pinned, row)) columns.pinned[at] = 1;
    if (row >= base.placed) columns.unplaced[at] = 1;
    else [columns.lng[at], columns.lat[at]] = lngLatOf(base, row);
  }
  const facets = trees.map((tree, facet) => [tree.name, listsOf(base.facets[facet]!, tree, rows)] as const);
  return { ...columns, facets: Object.fromEntries(facets), sessions: sessionsOf(base, rows) };
}

function listsOf(column: FacetColumn, { ends }: FacetTree, rows: readonly number[]): Lists<Uint32Array> {
  const starts = new Uint32Array(rows.length + 1);
  const values: number[] = [];
  for (let at = 0; at < rows.length; at++) {
    const own = valuesOf(column, rows[at]!, ends.length);
    for (let i = 0; i < own.length; i++) values.push(own[i]!);
    starts[at + 1] = values.length;
  }
  return { starts, values: Uint32Array.from(values) };
}

function sessionsOf({ sessions }: Base, rows: readonly number[]): Lists<Int32Array> {
  const starts = new Uint32Array(rows.length + 1);
  const values = new Int32Array(sessions.codes.length);
  let length = 0;
  for (let at = 0; at < rows.length; at++) {
    const end = sessions.offsets[rows[at]! + 1]!;
    for (let from = sessions.offsets[rows[at]!]!; from < end; from++)
      values[length++] = sessions.times[sessions.codes[from]!]!;
    starts[at + 1] = length;
  }
  return { starts, values: values.subarray(0, length) };
}

/** Two sets of columns after one another; both name every facet. */
export function joinColumns(a: RowColumns, b: RowColumns): RowColumns {
  const count = a.count + b.count;
  const both = <T extends Float64Array | Int32Array | Uint16Array | Uint8Array>(to: T, first: T, second: T): T => {
    to.set(first);
    to.set(second, a.count);
    return to;
  };
  return {
    count,
    id: both(new Float64Array(count), a.id, b.id),
    place: both(new Float64Array(count), a.place, b.place),
    lng: both(new Float64Array(count), a.lng, b.lng),
    lat: both(new Float64Array(count), a.lat, b.lat),
    unplaced: both(new Uint8Array(count), a.unplaced!, b.unplaced!),
    lastDay: both(new Int32Array(count), a.lastDay, b.lastDay),
    pinned: both(new Uint8Array(count), a.pinned, b.pinned),
    seats: both(new Uint8Array(count), a.seats!, b.seats!),
    freshUntil: both(new Uint16Array(count), a.freshUntil!, b.freshUntil!),
    facets: Object.fromEntries(
      Object.entries(a.facets).map(([name, lists]) => {
        const values = [lists.values, b.facets[name]!.values];
        return [name, { starts: joinStarts(lists, b.facets[name]!, a.count), values: joinValues(values, Uint32Array) }];
      }),
    ),
    sessions: {
      starts: joinStarts(a.sessions!, b.sessions!, a.count),
      values: joinValues([a.sessions!.values, b.sessions!.values], Int32Array),
    },
  };
}

function joinStarts(a: Lists<unknown>, b: Lists<unknown>, count: number): Uint32Array {
  const starts = new Uint32Array(count + b.starts.length);
  starts.set(a.starts);
  const before = a.starts[count]!;
  for (let at = 1; at < b.starts.length; at++) starts[count + at] = before + b.starts[at]!;
  return starts;
}

function joinValues<T extends Uint32Array | Int32Array>(
  parts: readonly ArrayLike<number>[],
  type: new (length: number) => T,
): T {
  const joined = new type(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}
