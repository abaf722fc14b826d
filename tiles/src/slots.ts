import { buildPostings, flatEnds, uniteRange, type Postings } from './postings.ts';
import type { Range } from './types.ts';

const NOON = 12 * 60;
const EVENING = 17 * 60 + 30;

/** Slot of a start in minutes since 1970-01-01T00:00 wall time: day * 3 + part of day. */
export function slotOf(start: number): number {
  const day = Math.floor(start / 1440);
  const minute = start - day * 1440;
  return day * 3 + (minute < NOON ? 0 : minute < EVENING ? 1 : 2);
}

/** Session starts per row, ascending, and the rows of every slot in use. */
export interface SessionColumn {
  offsets: Uint32Array;
  starts: Int32Array;
  slots: Int32Array;
  postings: Postings;
}

/** Builds the column in three steps. */
export function* buildSessionColumn(offsets: Uint32Array, starts: Int32Array): Generator<void, SessionColumn> {
  const rowCount = offsets.length - 1;
  const rowStarts = new Uint32Array(rowCount + 1);
  const entries = new Int32Array(starts.length);
  let length = 0;
  for (let row = 0; row < rowCount; row++) {
    const first = length;
    for (let at = offsets[row]!; at < offsets[row + 1]!; at++) {
      const slot = slotOf(starts[at]!);
      if (length === first || entries[length - 1] !== slot) entries[length++] = slot;
    }
    rowStarts[row + 1] = length;
  }
  yield;
  const { slots, values } = numberSlots(entries.subarray(0, length));
  yield;
  return { offsets, starts, slots, postings: buildPostings({ starts: rowStarts, values }, flatEnds(slots.length)) };
}

// The slots in use, ascending, and the position of each entry among them.
function numberSlots(entries: Int32Array): { slots: Int32Array; values: Uint32Array } {
  let [first, last] = [Infinity, -Infinity];
  for (let at = 0; at < entries.length; at++) {
    first = Math.min(first, entries[at]!);
    last = Math.max(last, entries[at]!);
  }
  const positions = new Int32Array(entries.length > 0 ? last - first + 1 : 0);
  for (let at = 0; at < entries.length; at++) positions[entries[at]! - first] = 1;
  const slots: number[] = [];
  for (let offset = 0; offset < positions.length; offset++) {
    if (positions[offset] === 1) positions[offset] = slots.push(first + offset) - 1;
  }
  const values = new Uint32Array(entries.length);
  for (let at = 0; at < entries.length; at++) values[at] = positions[entries[at]! - first]!;
  return { slots: Int32Array.from(slots), values };
}

/** Adds to `bits` every row with a session in the slots [from, to). */
export function uniteSlots(bits: Uint32Array, { slots, postings }: SessionColumn, [from, to]: Range): void {
  uniteRange(bits, postings, firstNotBelow(slots, from, 0, slots.length), firstNotBelow(slots, to, 0, slots.length));
}

/** First start of a row at `asOf` or later, inside `slots` if given (ascending, disjoint); null when none is left. */
export function findNextStart(
  column: SessionColumn,
  row: number,
  asOf: number,
  slots?: readonly Range[],
): number | null {
  const end = column.offsets[row + 1]!;
  let at = firstNotBelow(column.starts, asOf, column.offsets[row]!, end);
  if (!slots) return at < end ? column.starts[at]! : null;
  for (let next = 0; at < end; at++) {
    const slot = slotOf(column.starts[at]!);
    while (next < slots.length && slots[next]![1] <= slot) next++;
    if (next === slots.length) return null;
    if (slots[next]![0] <= slot) return column.starts[at]!;
  }
  return null;
}

function firstNotBelow(values: Int32Array, wanted: number, from: number, to: number): number {
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (values[middle]! < wanted) from = middle + 1;
    else to = middle;
  }
  return from;
}
