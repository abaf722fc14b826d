import { setBit, wordsFor } from './bitset.ts';
import type { Lists } from './columns.ts';
import type { Arena } from './kernels/arena.ts';
import type { Kernels } from './kernels/types.ts';

type Values = Uint8Array | Uint16Array | Uint32Array;

/** Rows per value, values in preorder: those of a value are rows[starts[value]] up to rows[starts[value + 1]]. */
export interface Postings {
  starts: Uint32Array;
  /** Ascending per value; rows of a leaf with a bitset are left out. */
  rows: Uint32Array;
  /** Bitset of the rows of a whole subtree, where that is shorter than its list. */
  dense: (Uint32Array | undefined)[];
}

/** What postings will take, counted before there is memory for them. */
export interface PostingsPlan {
  starts: Uint32Array;
  isDense: Uint8Array;
  bytes: number;
}

/** `isWhole`: a bitset for every value without descendants, however short its list is. */
export function planPostings(lists: Lists<Values>, ends: Uint32Array, rowCount: number, isWhole = false): PostingsPlan {
  const valueCount = ends.length;
  const before = new Uint32Array(valueCount + 1);
  const length = lists.starts[rowCount]!;
  for (let at = 0; at < length; at++) before[lists.values[at]! + 1]!++;
  for (let value = 0; value < valueCount; value++) before[value + 1]! += before[value]!;
  const words = wordsFor(rowCount);
  const starts = new Uint32Array(valueCount + 1);
  const isDense = new Uint8Array(valueCount);
  let bytes = 0;
  for (let value = 0; value < valueCount; value++) {
    const isLeaf = ends[value] === value + 1;
    if (before[ends[value]!]! - before[value]! > words || (isWhole && isLeaf)) isDense[value] = 1;
    if (isDense[value]) bytes += words * 4 + 64;
    const own = isDense[value] && isLeaf ? 0 : before[value + 1]! - before[value]!;
    starts[value + 1] = starts[value]! + own;
  }
  bytes += (starts[valueCount]! + valueCount + 1) * 4 + 128;
  return { starts, isDense, bytes };
}

/** Postings to be filled row by row, ascending. */
export class PostingsBuilder {
  readonly postings: Postings;
  readonly #cursor: Uint32Array;
  readonly #ends: Uint32Array;
  readonly #above: Int32Array;

  constructor(arena: Arena, ends: Uint32Array, rowCount: number, { starts, isDense }: PostingsPlan) {
    const words = wordsFor(rowCount);
    const dense = Array.from(ends, (_, value) => (isDense[value] ? arena.uint32(words) : undefined));
    this.postings = { starts: arena.uint32(starts.length), rows: arena.uint32(starts.at(-1)!), dense };
    this.postings.starts.set(starts);
    this.#cursor = starts.slice();
    this.#ends = ends;
    this.#above = denseAncestors(ends, isDense);
  }

  add(value: number, row: number): void {
    const { starts, rows, dense } = this.postings;
    if (this.#cursor[value]! < starts[value + 1]!) rows[this.#cursor[value]!++] = row;
    const above = this.#above;
    for (let owner = above[value]!; owner >= 0; owner = above[this.#ends.length + owner]!) setBit(dense[owner]!, row);
  }
}

// Per value the nearest dense value that holds it, itself included; in the second half, itself left out.
function denseAncestors(ends: Uint32Array, isDense: Uint8Array): Int32Array {
  const above = new Int32Array(2 * ends.length).fill(-1);
  const open: number[] = [];
  for (let value = 0; value < ends.length; value++) {
    while (open.length > 0 && ends[open.at(-1)!]! <= value) open.pop();
    above[ends.length + value] = open.at(-1) ?? -1;
    if (isDense[value]) open.push(value);
    above[value] = open.at(-1) ?? -1;
  }
  return above;
}

/** Adds to `bits` every row with a value in [from, to). */
export function uniteRange(
  kernels: Kernels,
  bits: Uint32Array,
  { starts, rows, dense }: Postings,
  ends: Uint32Array,
  [from, to]: readonly [from: number, to: number],
): void {
  for (let value = from; value < to;) {
    const whole = dense[value];
    if (whole && ends[value]! <= to) {
      kernels.or(bits, whole);
      value = ends[value]!;
      continue;
    }
    const end = starts[value + 1]!;
    for (let at = starts[value]!; at < end; at++) setBit(bits, rows[at]!);
    value++;
  }
}
