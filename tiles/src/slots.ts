import type { Lists } from './columns.ts';
import { GapWriter, setRows, type GapLists } from './gap-list.ts';
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
  /** Ascending; list i has the rows with a session in slots[i]. */
  slots: Int32Array;
  lists: GapLists;
}

/** The slots of every row, none twice in a row. */
interface SlotEntries {
  rowStarts: Uint32Array;
  /** Positions in `slots`. */
  positions: Int32Array;
  slots: Int32Array;
}

/** An upper bound: how many slots there will be is not known yet. */
export function sessionBytes({ starts, values }: Lists<Int32Array>): number {
  let [first, last] = [2147483647, -2147483648];
  for (let at = 0; at < values.length; at++) {
    if (values[at]! < first) first = values[at]!;
    if (values[at]! > last) last = values[at]!;
  }
  const slots = Math.min(values.length, Math.max(0, Math.ceil((last - first) / 1440) + 2) * 3);
  const skips = slots * Math.ceil(starts.length / 65_535);
  return (starts.length + values.length + slots * 3) * 4 + (values.length + skips) * 2 + 1024;
}

/** Sorts the sessions of columns in steps; `order` has the place of each row in them. */
export function* buildSessionColumn(
  arena: Arena,
  given: Lists<Int32Array>,
  order: Uint32Array,
): Generator<void, SessionColumn> {
  const rowCount = order.length;
  const offsets = arena.uint32(rowCount + 1);
  const starts = arena.int32(given.starts[rowCount]!);
  let length = 0;
  for (let row = 0; row < rowCount; row++) {
    const end = given.starts[order[row]! + 1]!;
    for (let at = given.starts[order[row]!]!; at < end; at++) starts[length++] = given.values[at]!;
    offsets[row + 1] = length;
  }
  yield;
  const { rowStarts, positions, slots } = yield* listSlots(offsets, starts);
  yield;
  const lengths = new Uint32Array(slots.length);
  for (let at = 0; at < positions.length; at++) lengths[positions[at]!]!++;
  const writer = new GapWriter(arena, lengths, rowCount);
  const column = { offsets, starts, slots: arena.int32(slots.length), lists: writer.lists };
  column.slots.set(slots);
  for (let row = 0; row < rowCount; row++) {
    const end = rowStarts[row + 1]!;
    for (let at = rowStarts[row]!; at < end; at++) writer.add(positions[at]!, row);
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
  return { rowStarts, ...numberSlots(entries.subarray(0, length)) };
}

// The slots in use, ascending; `entries` become positions among them.
function numberSlots(entries: Int32Array): { slots: Int32Array; positions: Int32Array } {
  let [first, last] = [2147483647, -2147483648];
  for (let at = 0; at < entries.length; at++) {
    const slot = entries[at]!;
    if (slot < first) first = slot;
    if (slot > last) last = slot;
  }
  const numbers = new Int32Array(entries.length > 0 ? last - first + 1 : 0);
  for (let at = 0; at < entries.length; at++) numbers[entries[at]! - first] = 1;
  const slots: number[] = [];
  for (let offset = 0; offset < numbers.length; offset++) {
    if (numbers[offset] === 1) numbers[offset] = slots.push(first + offset) - 1;
  }
  for (let at = 0; at < entries.length; at++) entries[at] = numbers[entries[at]! - first]!;
  return { slots: Int32Array.from(slots), positions: entries };
}

/** Positions of the slots in [from, to). */
export function slotPositions({ slots }: SessionColumn, [from, to]: Range): Range {
  return [firstNotBelow(slots, from, 0, slots.length), firstNotBelow(slots, to, 0, slots.length)];
}

/** Adds to `bits` every row with a session in a range of slots. */
export function uniteSlots(bits: Uint32Array, column: SessionColumn, range: Range): void {
  const [from, to] = slotPositions(column, range);
  for (let slot = from; slot < to; slot++) setRows(bits, column.lists, slot);
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
