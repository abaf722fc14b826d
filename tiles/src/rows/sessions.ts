import type { Lists } from '../input/columns.ts';
import type { Range } from '../input/types.ts';
import type { Arena } from '../kernels/arena.ts';
import { lanesFor } from '../kernels/bitset.ts';
import { GapWriter, setRows, type GapLists } from '../kernels/gap-list.ts';
import type { Kernels } from '../kernels/types.ts';

/** Start of a row without a session to come; later than any start. */
export const NO_START = 2 ** 31;

const NOON = 12 * 60;
const EVENING = 17 * 60 + 30;
/** Parts of a day. */
const PARTS = 3;
// Days on end that are kept in one bitset, and in one for each part: a month is seven of them and some lists.
const WHOLE_DAYS = 4;
const PART_DAYS = 8;
const WANTED = 1;
const ADDED = 2;
// Starts further apart are looked up by search, in minutes.
const LONGEST_TABLE = 1 << 24;

/** Slot of a start in minutes since 1970-01-01T00:00 wall time: day * 3 + part of day. */
export function slotOf(start: number): number {
  const day = Math.floor(start / 1440);
  const minute = start - day * 1440;
  return day * 3 + (minute < NOON ? 0 : minute < EVENING ? 1 : 2);
}

/** Session starts per row, ascending, and the rows of every slot in use. */
export interface SessionColumn {
  offsets: Uint32Array;
  /** The distinct starts, ascending; sessions are positions among them. */
  times: Int32Array;
  codes: Uint16Array | Uint32Array;
  /** Ascending; list i has the rows with a session in slots[i]. */
  slots: Int32Array;
  lists: GapLists;
  /** What covers most comes first. */
  unions: SlotUnion[];
}

/** The rows of some slots in one bitset. */
export interface SlotUnion {
  /** Positions in `slots`. */
  slots: Uint32Array;
  rows: Uint32Array;
}

/** Sessions before there is memory for them. */
export interface SessionPlan {
  given: Lists<Int32Array>;
  times: Int32Array;
  bytes: number;
  /** Taken only as far as it is used. */
  later: number;
}

/** Upper bounds: how many slots there will be is not known yet. */
export function planSessions(given: Lists<Int32Array>): SessionPlan {
  const { starts, values } = given;
  const times = distinct(values);
  const rowCount = starts.length - 1;
  const days = times.length > 0 ? Math.ceil((times.at(-1)! - times[0]!) / 1440) + 2 : 0;
  const slots = Math.min(values.length, days * PARTS);
  const skips = slots * Math.ceil(starts.length / 65_535);
  const lanes = lanesFor(rowCount);
  const blocks = Math.ceil(days / WHOLE_DAYS) + 1 + (Math.ceil(days / PART_DAYS) + 1) * PARTS;
  const unions = Math.min(blocks, Math.floor((2 * values.length) / Math.max(1, lanes)));
  const codes = values.length * (times.length <= 65_536 ? 2 : 4);
  return {
    given,
    times,
    bytes: (starts.length + times.length + slots * 3) * 4 + codes + (values.length + skips) * 2 + 1024,
    later: unions * (lanes * 4 + 64),
  };
}

function distinct(values: Int32Array): Int32Array {
  let [first, last] = [2147483647, -2147483648];
  for (let at = 0; at < values.length; at++) {
    if (values[at]! < first) first = values[at]!;
    if (values[at]! > last) last = values[at]!;
  }
  if (values.length === 0) return values;
  if (last - first > LONGEST_TABLE) return Int32Array.from(new Set(values)).sort();
  const used = new Uint8Array(last - first + 1);
  for (let at = 0; at < values.length; at++) used[values[at]! - first] = 1;
  const times: number[] = [];
  for (let at = 0; at < used.length; at++) if (used[at] === 1) times.push(first + at);
  return Int32Array.from(times);
}

/** Sorts the sessions of columns in steps; `order` has the place of each row in them. */
export function* buildSessionColumn(
  arena: Arena,
  { given, times: found }: SessionPlan,
  order: Uint32Array,
): Generator<void, SessionColumn> {
  const rowCount = order.length;
  const offsets = arena.uint32(rowCount + 1);
  const times = arena.int32(found.length);
  times.set(found);
  const length = given.starts[rowCount]!;
  const codes = times.length <= 65_536 ? arena.uint16(length) : arena.uint32(length);
  sortSessions(given, order, offsets, times, codes);
  yield;
  const { slots, positions } = numberSlots(times);
  const lengths = new Uint32Array(slots.length);
  eachSlot({ offsets, codes }, positions, (slot) => lengths[slot]!++);
  yield;
  const writer = new GapWriter(arena, lengths, rowCount);
  const column = { offsets, times, codes, slots: arena.int32(slots.length), lists: writer.lists, unions: [] };
  column.slots.set(slots);
  eachSlot({ offsets, codes }, positions, (slot, row) => writer.add(slot, row));
  yield;
  return { ...column, unions: uniteDays(arena, column, lengths) };
}

/** The slots in use, ascending, and the position among them of each time. */
function numberSlots(times: Int32Array): { slots: number[]; positions: Uint32Array } {
  const slots: number[] = [];
  const positions = Uint32Array.from(times, (time) => {
    const slot = slotOf(time);
    return slots.at(-1) === slot ? slots.length - 1 : slots.push(slot) - 1;
  });
  return { slots, positions };
}

/** Visits the slots of every row by their position, none twice for a row. */
function eachSlot(
  { offsets, codes }: Pick<SessionColumn, 'offsets' | 'codes'>,
  positions: Uint32Array,
  visit: (slot: number, row: number) => void,
): void {
  for (let row = 0, at = 0; row < offsets.length - 1; row++) {
    const end = offsets[row + 1]!;
    for (let last = -1; at < end; at++) {
      const slot = positions[codes[at]!]!;
      if (slot !== last) visit(slot, row);
      last = slot;
    }
  }
}

function sortSessions(
  { starts, values }: Lists<Int32Array>,
  order: Uint32Array,
  offsets: Uint32Array,
  times: Int32Array,
  codes: Uint16Array | Uint32Array,
): void {
  const given = codesOf(values, times, codes.slice());
  let length = 0;
  for (let row = 0; row < order.length; row++) {
    const from = order[row]!;
    const end = starts[from + 1]!;
    for (let at = starts[from]!; at < end; at++) codes[length++] = given[at]!;
    offsets[row + 1] = length;
  }
}

/** Writes the position among `times` of each value. */
function codesOf(values: Int32Array, times: Int32Array, codes: Uint16Array | Uint32Array): Uint16Array | Uint32Array {
  const first = times[0] ?? 0;
  const span = (times.at(-1) ?? 0) - first;
  if (span > LONGEST_TABLE) {
    for (let at = 0; at < values.length; at++) codes[at] = firstNotBelow(times, values[at]!, 0, times.length);
    return codes;
  }
  const numbers = new Uint32Array(span + 1);
  for (let code = 0; code < times.length; code++) numbers[times[code]! - first] = code;
  for (let at = 0; at < values.length; at++) codes[at] = numbers[values[at]! - first]!;
  return codes;
}

/** Bitsets of some days on end, whole and by part of day, where these are shorter than the lists of their slots. */
function uniteDays(
  arena: Arena,
  { slots, lists, offsets }: Pick<SessionColumn, 'slots' | 'lists' | 'offsets'>,
  lengths: Uint32Array,
): SlotUnion[] {
  const lanes = lanesFor(offsets.length - 1);
  const groups = [
    ...groupBy(slots, (slot) => Math.floor(slot / (PARTS * WHOLE_DAYS))),
    ...groupBy(
      slots,
      (slot) => Math.floor(slot / (PARTS * PART_DAYS)) * PARTS + slot - Math.floor(slot / PARTS) * PARTS,
    ),
  ];
  return groups
    .filter((own) => own.reduce((sum, at) => sum + lengths[at]!, 0) > lanes)
    .map((own) => {
      const rows = arena.uint32(lanes);
      for (const at of own) setRows(arena.kernels, rows, lists, at);
      return { slots: own, rows };
    });
}

function groupBy(slots: Int32Array, keyOf: (slot: number) => number): Uint32Array[] {
  const groups = new Map<number, number[]>();
  slots.forEach((slot, at) => {
    const key = keyOf(slot);
    const group = groups.get(key);
    if (group) group.push(at);
    else groups.set(key, [at]);
  });
  return Array.from(groups.values(), (group) => Uint32Array.from(group));
}

/** Positions of the slots in [from, to). */
export function slotPositions({ slots }: SessionColumn, [from, to]: Range): Range {
  return [firstNotBelow(slots, from, 0, slots.length), firstNotBelow(slots, to, 0, slots.length)];
}

/** Adds to `bits` every row with a session in one of the ranges of slots. */
export function uniteSlots(kernels: Kernels, bits: Uint32Array, column: SessionColumn, ranges: readonly Range[]): void {
  const { slots, lists, unions } = column;
  const wanted = new Uint8Array(slots.length);
  for (const range of ranges) wanted.fill(WANTED, ...slotPositions(column, range));
  for (const { slots: own, rows } of unions) {
    if (!own.some((at) => wanted[at] === WANTED) || own.some((at) => wanted[at] === 0)) continue;
    kernels.or(bits, rows);
    for (const at of own) wanted[at] = ADDED;
  }
  for (let at = 0; at < slots.length; at++) if (wanted[at] === WANTED) setRows(kernels, bits, lists, at);
}

/** First start of a row at `asOf` or later, inside `slots` if given (ascending, disjoint); null when none is left. */
export function findNextStart(
  { offsets, times, codes }: Pick<SessionColumn, 'offsets' | 'times' | 'codes'>,
  row: number,
  asOf: number,
  slots?: readonly Range[],
): number | null {
  const end = offsets[row + 1]!;
  let [from, to] = [offsets[row]!, end];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (times[codes[middle]!]! < asOf) from = middle + 1;
    else to = middle;
  }
  if (!slots) return from < end ? times[codes[from]!]! : null;
  for (let next = 0; from < end; from++) {
    const start = times[codes[from]!]!;
    const slot = slotOf(start);
    while (next < slots.length && slots[next]![1] <= slot) next++;
    if (next === slots.length) return null;
    if (slots[next]![0] <= slot) return start;
  }
  return null;
}

/** The same among some starts, ascending. */
export function firstStart(starts: Int32Array, asOf: number, slots?: readonly Range[]): number | null {
  const offsets = Uint32Array.of(0, starts.length);
  return findNextStart({ offsets, times: starts, codes: Uint32Array.from(starts.keys()) }, 0, asOf, slots);
}

function firstNotBelow(values: Int32Array, wanted: number, from: number, to: number): number {
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (values[middle]! < wanted) from = middle + 1;
    else to = middle;
  }
  return from;
}
