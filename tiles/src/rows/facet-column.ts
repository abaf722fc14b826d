import type { Lists } from '../input/columns.ts';
import type { FacetTree } from '../input/facet-tree.ts';
import type { Arena } from '../kernels/arena.ts';
import { planPostings, PostingsWriter, type Postings, type PostingsPlan } from './postings.ts';
import { numberSets } from './value-sets.ts';

type Values = Uint8Array | Uint16Array | Uint32Array;

/** One facet of the base, both ways round: rows per value for filters, values per row for counts. */
export interface FacetColumn {
  postings: Postings;
  /** The value of each row, the number of values for none; with `sets` the number of its set. */
  codes: Values;
  /** The lists of values that rows have, where a row may have several. */
  sets: Lists<Uint32Array> | null;
}

/** A facet before there is memory for it. */
export interface FacetPlan {
  postings: PostingsPlan;
  /** Codes of the rows in the order given. */
  codes: Values;
  /** Codes in all. */
  codeCount: number;
  sets: Lists<Uint32Array> | null;
  bytes: number;
}

export function planFacet(
  { multi, ends }: FacetTree,
  given: Lists<Values>,
  rowCount: number,
  isWhole: boolean,
): FacetPlan {
  const postings = planPostings(given, ends, rowCount, isWhole);
  const valueCount = ends.length;
  const { codes, sets } = multi
    ? numberSets(given, rowCount, valueCount)
    : { codes: singleCodes(given, rowCount, valueCount), sets: null };
  const codeCount = sets ? sets.starts.length - 1 : valueCount + 1;
  return { postings, codes, codeCount, sets, bytes: postings.bytes + rowCount * widthOf(codeCount) + 64 };
}

function singleCodes({ starts, values }: Lists<Values>, rowCount: number, none: number): Values {
  // With as many values as rows each row has one.
  if (starts[rowCount] === rowCount) return values;
  const codes = new Uint32Array(rowCount);
  for (let row = 0; row < rowCount; row++) codes[row] = starts[row]! < starts[row + 1]! ? values[starts[row]!]! : none;
  return codes;
}

/** `order` has the place of each row among those given. */
export function buildFacetColumn(
  arena: Arena,
  { ends }: FacetTree,
  order: Uint32Array,
  { postings, codes: given, codeCount, sets }: FacetPlan,
): FacetColumn {
  const writer = new PostingsWriter(arena, ends, order.length, postings);
  const width = widthOf(codeCount);
  const codes =
    width === 1 ? arena.uint8(order.length) : width === 2 ? arena.uint16(order.length) : arena.uint32(order.length);
  const valueCount = ends.length;
  for (let row = 0; row < order.length; row++) {
    const code = given[order[row]!]!;
    codes[row] = code;
    if (!sets) {
      if (code < valueCount) writer.add(code, row);
      continue;
    }
    const end = sets.starts[code + 1]!;
    for (let at = sets.starts[code]!; at < end; at++) writer.add(sets.values[at]!, row);
  }
  return { postings: writer.postings, codes, sets };
}

/** A row costs as much as this many codes. */
const FEW_ROWS = 4;

/** Bytes of a number below `count`. */
function widthOf(count: number): 1 | 2 | 4 {
  if (count <= 256) return 1;
  return count <= 65_536 ? 2 : 4;
}

/** First value of a row, or -1. */
export function firstValue({ codes, sets }: FacetColumn, row: number, valueCount: number): number {
  const code = codes[row]!;
  if (!sets) return code < valueCount ? code : -1;
  return sets.starts[code]! < sets.starts[code + 1]! ? sets.values[sets.starts[code]!]! : -1;
}

/** The values of a row, ascending. */
export function valuesOf({ codes, sets }: FacetColumn, row: number, valueCount: number): ArrayLike<number> {
  const code = codes[row]!;
  if (!sets) return code < valueCount ? [code] : [];
  return sets.values.subarray(sets.starts[code], sets.starts[code + 1]);
}

/** Adds one for each value of a row to counts[at + value]. */
export function addValues(
  { codes, sets }: FacetColumn,
  row: number,
  valueCount: number,
  counts: Uint32Array,
  at: number,
): void {
  const code = codes[row]!;
  if (!sets) {
    if (code < valueCount) counts[at + code]!++;
    return;
  }
  const end = sets.starts[code + 1]!;
  for (let position = sets.starts[code]!; position < end; position++) counts[at + sets.values[position]!]!++;
}

/** Adds to `counts`, one per value, how many of the rows lie in the subtree of each value. */
export function countValues(
  { codes, sets }: FacetColumn,
  tree: FacetTree,
  rows: Uint32Array,
  counts: Uint32Array,
): void {
  const { ends } = tree;
  const codeCount = sets ? sets.starts.length : ends.length + 1;
  if (rows.length * FEW_ROWS < codeCount) return countFew(codes, sets, tree, rows, counts);
  const own = new Uint32Array(codeCount);
  if (codes instanceof Uint8Array) countBytes(codes, rows, own);
  else if (codes instanceof Uint16Array) countShorts(codes, rows, own);
  else countLongs(codes, rows, own);
  if (sets) {
    for (let set = 0; set < sets.starts.length - 1; set++) {
      if (own[set]! > 0) countList(sets.values, sets.starts[set]!, sets.starts[set + 1]!, tree, own[set]!, counts);
    }
    return;
  }
  if (tree.isFlat) {
    for (let value = 0; value < ends.length; value++) counts[value]! += own[value]!;
    return;
  }
  let sum = 0;
  const before = new Uint32Array(ends.length + 1);
  for (let value = 0; value < ends.length; value++) before[value + 1] = sum += own[value]!;
  for (let value = 0; value < ends.length; value++) counts[value]! += before[ends[value]!]! - before[value]!;
}

// A loop over one kind of array is several times faster than one over three.
function countBytes(codes: Uint8Array, rows: Uint32Array, own: Uint32Array): void {
  for (let at = 0; at < rows.length; at++) own[codes[rows[at]!]!]!++;
}
function countShorts(codes: Uint16Array, rows: Uint32Array, own: Uint32Array): void {
  for (let at = 0; at < rows.length; at++) own[codes[rows[at]!]!]!++;
}
function countLongs(codes: Uint32Array, rows: Uint32Array, own: Uint32Array): void {
  for (let at = 0; at < rows.length; at++) own[codes[rows[at]!]!]!++;
}

/** Row by row, where there are many more codes than rows. */
function countFew(
  codes: Values,
  sets: FacetColumn['sets'],
  tree: FacetTree,
  rows: Uint32Array,
  counts: Uint32Array,
): void {
  for (let at = 0; at < rows.length; at++) {
    const code = codes[rows[at]!]!;
    if (sets) countList(sets.values, sets.starts[code]!, sets.starts[code + 1]!, tree, 1, counts);
    else if (code < tree.ends.length) for (let value = code; value >= 0; value = tree.parents[value]!) counts[value]!++;
  }
}

/** Adds `times` to the subtree of each value of an ascending list, to none twice. */
export function countList(
  values: ArrayLike<number>,
  from: number,
  to: number,
  { parents, ends }: FacetTree,
  times: number,
  counts: Uint32Array,
): void {
  let previous = -1;
  // The values ascend, so an ancestor already counted is one that also holds the value before.
  for (let position = from; position < to; position++) {
    const own = values[position]!;
    for (let value = own; value >= 0; value = parents[value]!) {
      if (previous >= value && previous < ends[value]!) break;
      counts[value]! += times;
    }
    previous = own;
  }
}
