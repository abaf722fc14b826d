import type { Lists } from './columns.ts';
import type { FacetTree } from './facet-tree.ts';
import type { Arena } from './kernels/arena.ts';
import { PostingsBuilder, type Postings, type PostingsPlan } from './postings.ts';

type Values = Uint8Array | Uint16Array | Uint32Array;

/** One facet of the base, both ways round: rows per value for filters, values per row for counts. */
export interface FacetColumn {
  postings: Postings;
  /** The value of each row, the number of values for none; null when a row may have several. */
  single: Values | null;
  /** Values per row where a row may have several. */
  lists: Lists<Values> | null;
}

/** Sorts a facet of columns; `order` has the place of each row in them. */
export function buildFacetColumn(
  arena: Arena,
  { spec, ends }: FacetTree,
  given: Lists<Values>,
  order: Uint32Array,
  plan: PostingsPlan,
): FacetColumn {
  const builder = new PostingsBuilder(arena, ends, order.length, plan);
  const { postings } = builder;
  const valueCount = spec.values.length;
  const { starts, values } = given;
  if (!spec.multi) {
    const single = valueArray(arena, valueCount, order.length);
    sortSingle(single, given, order, valueCount);
    for (let row = 0; row < single.length; row++) if (single[row]! < valueCount) builder.add(single[row]!, row);
    return { postings, single, lists: null };
  }
  const lists = {
    starts: arena.uint32(order.length + 1),
    values: valueArray(arena, valueCount, starts[order.length]!),
  };
  let length = 0;
  for (let row = 0; row < order.length; row++) {
    const end = starts[order[row]! + 1]!;
    for (let at = starts[order[row]!]!; at < end; at++) {
      lists.values[length++] = values[at]!;
      builder.add(values[at]!, row);
    }
    lists.starts[row + 1] = length;
  }
  return { postings, single: null, lists };
}

function sortSingle(single: Values, { starts, values }: Lists<Values>, order: Uint32Array, none: number): void {
  // With as many values as rows each row has one: nothing needs to be looked up.
  if (starts[order.length] === order.length) {
    for (let row = 0; row < order.length; row++) single[row] = values[order[row]!]!;
    return;
  }
  for (let row = 0; row < order.length; row++) {
    const from = starts[order[row]!]!;
    single[row] = from < starts[order[row]! + 1]! ? values[from]! : none;
  }
}

// The smallest type that holds the value numbers and one more.
function valueArray(arena: Arena, valueCount: number, length: number): Values {
  if (valueCount < 255) return arena.uint8(length);
  return valueCount < 65535 ? arena.uint16(length) : arena.uint32(length);
}

/** First value of a row, or -1. */
export function firstValue({ single, lists }: FacetColumn, row: number, valueCount: number): number {
  if (single) return single[row]! < valueCount ? single[row]! : -1;
  const { starts, values } = lists!;
  return starts[row + 1]! > starts[row]! ? values[starts[row]!]! : -1;
}

/** The values of a row, ascending. */
export function valuesOf({ single, lists }: FacetColumn, row: number, valueCount: number): number[] {
  if (single) return single[row]! < valueCount ? [single[row]!] : [];
  return Array.from(lists!.values.subarray(lists!.starts[row], lists!.starts[row + 1]));
}

/** Adds one for each value of a row to counts[at + value]. */
export function addValues(column: FacetColumn, row: number, valueCount: number, counts: Uint32Array, at: number): void {
  const { single, lists } = column;
  if (single) {
    if (single[row]! < valueCount) counts[at + single[row]!]!++;
    return;
  }
  const end = lists!.starts[row + 1]!;
  for (let position = lists!.starts[row]!; position < end; position++) counts[at + lists!.values[position]!]!++;
}

/** Adds to `counts`, one per value, how many of the rows lie in the subtree of each value. */
export function countValues(column: FacetColumn, tree: FacetTree, rows: Uint32Array, counts: Uint32Array): void {
  if (column.single) countSingle(column.single, tree.ends, rows, counts);
  else countDistinct(column.lists!, tree, rows, counts);
}

function countSingle(single: Values, ends: Uint32Array, rows: Uint32Array, counts: Uint32Array): void {
  const own = new Uint32Array(ends.length + 1);
  for (let at = 0; at < rows.length; at++) own[single[rows[at]!]!]!++;
  let sum = 0;
  const before = new Uint32Array(ends.length + 1);
  for (let value = 0; value < ends.length; value++) before[value + 1] = sum += own[value]!;
  for (let value = 0; value < ends.length; value++) counts[value]! += before[ends[value]!]! - before[value]!;
}

function countDistinct({ starts, values }: Lists<Values>, tree: FacetTree, rows: Uint32Array, counts: Uint32Array) {
  for (let at = 0; at < rows.length; at++) {
    countList(values, starts[rows[at]!]!, starts[rows[at]! + 1]!, tree, counts);
  }
}

/** Adds one to the subtree of each value of an ascending list, none twice. */
export function countList(
  values: ArrayLike<number>,
  from: number,
  to: number,
  { parents, ends }: FacetTree,
  counts: Uint32Array,
): void {
  let previous = -1;
  // The values ascend, so an ancestor already counted is one that also holds the value before.
  for (let position = from; position < to; position++) {
    const own = values[position]!;
    for (let value = own; value >= 0; value = parents[value]!) {
      if (previous >= value && previous < ends[value]!) break;
      counts[value]!++;
    }
    previous = own;
  }
}
