import { buildPostings, flatEnds, type Postings, type RowValues } from './postings.ts';
import type { FacetSpec } from './types.ts';

/** One facet of a segment, both ways round: rows per value for filters, values per row for counts. */
export interface FacetColumn {
  spec: FacetSpec;
  postings: Postings;
  rowValues: RowValues;
  /** The value of each row, or the number of values for none; null when a row has several. */
  single: Uint16Array | Uint32Array | null;
  /** Parent of each value, -1 at the top. */
  parents: Int32Array;
}

/** Smallest array type that holds the value numbers and one more. */
export function valueArray(valueCount: number, length: number): Uint16Array | Uint32Array {
  return valueCount < 65535 ? new Uint16Array(length) : new Uint32Array(length);
}

export function buildFacetColumn(spec: FacetSpec, rowValues: RowValues): FacetColumn {
  const valueCount = spec.values.length;
  const ends = spec.ends ? Uint32Array.from(spec.ends) : flatEnds(valueCount);
  return {
    spec,
    postings: buildPostings(rowValues, ends),
    rowValues,
    single: spec.multi ? null : singleColumn(rowValues, valueCount),
    parents: parentsOf(ends),
  };
}

function singleColumn({ starts, values }: RowValues, valueCount: number): Uint16Array | Uint32Array {
  const column = valueArray(valueCount, starts.length - 1).fill(valueCount);
  for (let row = 0; row < column.length; row++) {
    if (starts[row + 1]! > starts[row]!) column[row] = values[starts[row]!]!;
  }
  return column;
}

function parentsOf(ends: Uint32Array): Int32Array {
  const parents = new Int32Array(ends.length).fill(-1);
  const open: number[] = [];
  for (let value = 0; value < ends.length; value++) {
    while (open.length > 0 && ends[open.at(-1)!]! <= value) open.pop();
    parents[value] = open.at(-1) ?? -1;
    open.push(value);
  }
  return parents;
}

/** First value of a row, or -1. */
export function firstValue({ rowValues: { starts, values } }: FacetColumn, row: number): number {
  return starts[row + 1]! > starts[row]! ? values[starts[row]!]! : -1;
}

/** Adds to `counts`, one per value, how many of the rows lie in the subtree of each value. */
export function countValues(column: FacetColumn, rows: Uint32Array, counts: Uint32Array): void {
  if (column.single) countSingle(column, column.single, rows, counts);
  else countDistinct(column, rows, counts);
}

function countSingle(
  { postings: { ends } }: FacetColumn,
  single: Uint16Array | Uint32Array,
  rows: Uint32Array,
  counts: Uint32Array,
): void {
  const own = new Uint32Array(ends.length + 1);
  for (let at = 0; at < rows.length; at++) own[single[rows[at]!]!]!++;
  let sum = 0;
  const before = new Uint32Array(ends.length + 1);
  for (let value = 0; value < ends.length; value++) before[value + 1] = sum += own[value]!;
  for (let value = 0; value < ends.length; value++) counts[value]! += before[ends[value]!]! - before[value]!;
}

// The values of a row ascend, so an ancestor already counted is one that also holds the value before.
function countDistinct(column: FacetColumn, rows: Uint32Array, counts: Uint32Array): void {
  const { rowValues, parents, postings } = column;
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at]!;
    const end = rowValues.starts[row + 1]!;
    let previous = -1;
    for (let position = rowValues.starts[row]!; position < end; position++) {
      const own = rowValues.values[position]!;
      for (let value = own; value >= 0; value = parents[value]!) {
        if (previous >= value && previous < postings.ends[value]!) break;
        counts[value]!++;
      }
      previous = own;
    }
  }
}
