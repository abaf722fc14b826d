import { setBit } from './bitset.ts';
import type { Lists } from './columns.ts';
import type { Arena } from './kernels/arena.ts';
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
  /** Ascending; the rows of slots[i] are rows[slotStarts[i]] up to rows[slotStarts[i + 1]], ascending. */
  slots: Int32Array;
  slotStarts: Uint32Array;
  rows: Uint32Array;
}

/** The slots of every row, none twice in a row. */
interface SlotEntries {
  rowStarts: Uint32Array;
  /** Positions in `slots`. */
  positions: Uint32Array;
  slots: Int32Array;
}

export function sessionBytes({ starts, values }: Lists<Int32Array>): number {
  return (starts.length + values.length * 4) * 4 + 1024;
}

/** Builds the column in steps. */
export function* buildSessionColumn(arena: Arena, lists: Lists<Int32Array>): Generator<void, SessionColumn> {
  const rowCount = lists.starts.length - 1;
  const offsets = arena.uint32(rowCount + 1);
  offsets.set(lists.starts);
  const starts = arena.int32(offsets[rowCount]!);
  starts.set(lists.values.subarray(0, starts.length));
  const { rowStarts, positions, slots } = yield* listSlots(offsets, starts);
  yield;
  const column = {
    offsets,
    starts,
    slots: arena.int32(slots.length),
    slotStarts: arena.uint32(slots.length + 1),
    rows: arena.uint32(positions.length),
  };
  column.slots.set(slots);
  const { slotStarts } = column;
  for (let at = 0; at < positions.length; at++) slotStarts[positions[at]! + 1]!++;
  for (let slot = 0; slot < slots.length; slot++) slotStarts[slot + 1]! += slotStarts[slot]!;
  const cursor = Uint32Array.from(slotStarts);
  for (let row = 0; row < rowCount; row++) {
    const end = rowStarts[row + 1]!;
    for (let at = rowStarts[row]!; at < end; at++) column.rows[cursor[positions[at]!]!++] = row;
  }
  return column;
}

function* listSlots(offsets: Uint32Array, starts: Int32Array): Generator<void, SlotEntries> {
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
  return { rowStarts, positions: values, slots };
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

/** Positions of the slots in [from, to). */
export function slotPositions({ slots }: SessionColumn, [from, to]: Range): Range {
  return [firstNotBelow(slots, from, 0, slots.length), firstNotBelow(slots, to, 0, slots.length)];
}

/** Adds to `bits` every row with a session in a range of slots. */
export function uniteSlots(bits: Uint32Array, column: SessionColumn, range: Range): void {
  const { slotStarts, rows } = column;
  const [from, to] = slotPositions(column, range);
  const end = slotStarts[to]!;
  for (let at = slotStarts[from]!; at < end; at++) setBit(bits, rows[at]!);
}

/** First start of a row at `asOf` or later, inside `slots` if given (ascending, disjoint); null when none is left. */
export function findNextStart(
  { offsets, starts }: Pick<SessionColumn, 'offsets' | 'starts'>,
  row: number,
  asOf: number,
  slots?: readonly Range[],
): number | null {
  return firstStart(starts, offsets[row]!, offsets[row + 1]!, asOf, slots);
}

/** The same among starts[from] up to starts[to]. */
export function firstStart(
  starts: Int32Array,
  from: number,
  to: number,
  asOf: number,
  slots?: readonly Range[],
): number | null {
  let at = firstNotBelow(starts, asOf, from, to);
  if (!slots) return at < to ? starts[at]! : null;
  for (let next = 0; at < to; at++) {
    const slot = slotOf(starts[at]!);
    while (next < slots.length && slots[next]![1] <= slot) next++;
    if (next === slots.length) return null;
    if (slots[next]![0] <= slot) return starts[at]!;
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
