import type { Lists } from '../input/columns.ts';
import type { Arena } from '../kernels/arena.ts';
import { setBit, lanesFor } from '../kernels/bitset.ts';
import { gapBytes, GapWriter, setRows, type GapLists } from '../kernels/gap-list.ts';
import type { Kernels } from '../kernels/types.ts';

/** Rows per value, values in preorder. */
export interface Postings {
  /** Of every value its own rows, but for a leaf with a bitset. */
  lists: GapLists;
  /** Bitset of the rows of a whole subtree, where that is shorter than a list of them. */
  dense: (Uint32Array | undefined)[];
}

/** What postings will take, counted before there is memory for them. */
export interface PostingsPlan {
  lengths: Uint32Array;
  isDense: Uint8Array;
  bytes: number;
}

type Values = Uint8Array | Uint16Array | Uint32Array;

/** `isWhole`: a bitset for every value without descendants, however short its list is. */
export function planPostings(lists: Lists<Values>, ends: Uint32Array, rowCount: number, isWhole = false): PostingsPlan {
  const valueCount = ends.length;
  const before = new Uint32Array(valueCount + 1);
  const length = lists.starts[rowCount]!;
  for (let at = 0; at < length; at++) before[lists.values[at]! + 1]!++;
  const lengths = before.slice(1);
  for (let value = 0; value < valueCount; value++) before[value + 1]! += before[value]!;
  const lanes = lanesFor(rowCount);
  const isDense = new Uint8Array(valueCount);
  let bytes = 0;
  for (let value = 0; value < valueCount; value++) {
    const isLeaf = ends[value] === value + 1;
    // A list takes half a lane a row.
    if (before[ends[value]!]! - before[value]! > 2 * lanes || (isWhole && isLeaf)) isDense[value] = 1;
    if (isDense[value]) bytes += lanes * 4 + 64;
    if (isDense[value] && isLeaf) lengths[value] = 0;
  }
  return { lengths, isDense, bytes: bytes + gapBytes(lengths, rowCount) };
}

/** Takes values row by row, rows ascending. */
export class PostingsWriter {
  readonly postings: Postings;
  readonly #writer: GapWriter;
  readonly #lengths: Uint32Array;
  readonly #valueCount: number;
  readonly #above: Int32Array;

  constructor(arena: Arena, ends: Uint32Array, rowCount: number, { lengths, isDense }: PostingsPlan) {
    const lanes = lanesFor(rowCount);
    const dense = Array.from(ends, (_, value) => (isDense[value] ? arena.uint32(lanes) : undefined));
    this.#writer = new GapWriter(arena, lengths, rowCount);
    this.postings = { lists: this.#writer.lists, dense };
    this.#lengths = lengths;
    this.#valueCount = ends.length;
    this.#above = denseAncestors(ends, isDense);
  }

  add(value: number, row: number): void {
    if (this.#lengths[value]! > 0) this.#writer.add(value, row);
    const { dense } = this.postings;
    const above = this.#above;
    for (let owner = above[value]!; owner >= 0; owner = above[this.#valueCount + owner]!) setBit(dense[owner]!, row);
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
  { lists, dense }: Postings,
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
    setRows(kernels, bits, lists, value++);
  }
}
