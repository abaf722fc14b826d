import { findKey, firstKey, keySpan, mortonHigh, mortonLow } from '../grid/morton.ts';
import { latOf, lngOf } from '../grid/projection.ts';
import type { TileAddress } from '../grid/tile-address.ts';
import { mergeRanges } from '../input/filter.ts';
import type { Filter, Range } from '../input/types.ts';
import { firstRow, hasBit } from '../kernels/bitset.ts';
import { countBetween } from '../kernels/ranked-bits.ts';
import type { Matches } from '../match/matches.ts';
import type { Base } from '../rows/base.ts';
import { addValues, firstValue } from '../rows/facet-column.ts';
import type { RecentRow } from '../rows/recent-row.ts';
import { findNextStart, firstStart, NO_START } from '../rows/sessions.ts';
import type { PointWriter } from './point-writer.ts';

/** When a row is next on, as far as the filter tells: from the day it is for, inside its slots. */
interface When {
  asOf: number;
  slots: readonly Range[] | undefined;
}

/** What decides who is on top: pinned, then soonest, then the lowest id and place. */
interface Candidate {
  row: number | RecentRow;
  pinned: boolean;
  start: number;
  id: number;
  place: number;
}

/** Writes one feature per stack with matching rows, of one row too; false when there is none. */
export function writeStacks(points: PointWriter, matches: Matches, filter: Filter, request: TileAddress): boolean {
  const { z, x, y } = request;
  const { base } = matches.reader;
  const key = firstKey(z, x, y);
  const from = findKey(base, key, 0, base.placed);
  const to = findKey(base, key + keySpan(z), from, base.placed);
  const recents = recentsIn(matches.recents, z, x, y);
  if (recents.length === 0 && countBetween(matches.inBase, from, to) === 0) return false;
  const when = { asOf: (filter.notEndedOn ?? -Infinity) * 1440, slots: filter.slots && mergeRanges(filter.slots) };
  const stacks = new StackWriter(points, matches, when, request);
  points.writer.openLayer('points');
  const { bits } = matches.inBase;
  let recent = 0;
  for (let row = firstRow(bits, from, to); row >= 0;) {
    const [stackX, stackY] = [base.xs[row]!, base.ys[row]!];
    // In Morton order whatever the segment, so that the bytes do not tell.
    while (recent < recents.length && isBefore(recents[recent]!, stackX, stackY)) {
      const first = recents[recent]!;
      const end = endOfStack(recents, recent, first.x, first.y);
      stacks.write(first.x, first.y, row, row, recents.slice(recent, end));
      recent = end;
    }
    let end = row + 1;
    while (end < to && base.xs[end] === stackX && base.ys[end] === stackY) end++;
    const recentEnd = endOfStack(recents, recent, stackX, stackY);
    stacks.write(stackX, stackY, row, end, recents.slice(recent, recentEnd));
    recent = recentEnd;
    row = firstRow(bits, end, to);
  }
  while (recent < recents.length) {
    const first = recents[recent]!;
    const end = endOfStack(recents, recent, first.x, first.y);
    stacks.write(first.x, first.y, 0, 0, recents.slice(recent, end));
    recent = end;
  }
  points.writer.closeLayer();
  return true;
}

function recentsIn(recents: readonly RecentRow[], z: number, x: number, y: number): RecentRow[] {
  const shift = 32 - z;
  const inside = recents.filter((row) => row.isPlaced && row.x >>> shift === x && row.y >>> shift === y);
  return inside.sort((a, b) => compareMorton(a.x, a.y, b.x, b.y));
}

function compareMorton(ax: number, ay: number, bx: number, by: number): number {
  return mortonHigh(ax, ay) - mortonHigh(bx, by) || mortonLow(ax, ay) - mortonLow(bx, by);
}

const isBefore = (row: RecentRow, x: number, y: number): boolean => compareMorton(row.x, row.y, x, y) < 0;

function endOfStack(recents: readonly RecentRow[], from: number, x: number, y: number): number {
  let end = from;
  while (end < recents.length && recents[end]!.x === x && recents[end]!.y === y) end++;
  return end;
}

class StackWriter {
  readonly #points: PointWriter;
  readonly #matches: Matches;
  readonly #when: When;
  readonly #request: TileAddress;
  readonly #kinds: Uint32Array;

  constructor(points: PointWriter, matches: Matches, when: When, request: TileAddress) {
    this.#points = points;
    this.#matches = matches;
    this.#when = when;
    this.#request = request;
    this.#kinds = new Uint32Array(points.kindCount);
  }

  /** A stack with the matching rows of [from, to) and some recent ones. */
  write(x: number, y: number, from: number, to: number, recents: readonly RecentRow[]): void {
    const count = countBetween(this.#matches.inBase, from, to) + recents.length;
    const top = count === 1 ? (recents[0] ?? from) : this.#findTop(from, to, recents);
    this.#open(top, x, y);
    if (count > 1) {
      const { writer, keys } = this.#points;
      writer.addUint(keys.pointCount, count);
      this.#countKinds(from, to, recents);
      this.#points.addKinds(this.#kinds, 0);
      writer.addDouble(keys.lng, lngOf(x));
      writer.addDouble(keys.lat, latOf(y));
    }
    this.#points.writer.closeFeature();
  }

  #open(row: number | RecentRow, x: number, y: number): void {
    const { base } = this.#matches.reader;
    const { kindFacet, kindCount } = this.#points;
    const isRecent = typeof row === 'object';
    this.#points.open(this.#request, {
      x,
      y,
      id: isRecent ? row.input.id : base.id[row]!,
      place: isRecent ? row.input.place : base.place[row]!,
      kind: isRecent ? (row.values[kindFacet]![0] ?? -1) : firstValue(base.facets[kindFacet]!, row, kindCount),
    });
  }

  #countKinds(from: number, to: number, recents: readonly RecentRow[]): void {
    const { base } = this.#matches.reader;
    const { bits } = this.#matches.inBase;
    const { kindFacet, kindCount } = this.#points;
    this.#kinds.fill(0);
    for (let row = firstRow(bits, from, to); row >= 0; row = firstRow(bits, row + 1, to)) {
      addValues(base.facets[kindFacet]!, row, kindCount, this.#kinds, 0);
    }
    for (const { values } of recents) for (const kind of values[kindFacet]!) this.#kinds[kind]!++;
  }

  #findTop(from: number, to: number, recents: readonly RecentRow[]): number | RecentRow {
    const { base } = this.#matches.reader;
    const { bits } = this.#matches.inBase;
    let top: Candidate | null = null;
    for (let row = firstRow(bits, from, to); row >= 0; row = firstRow(bits, row + 1, to)) {
      const pinned = hasBit(base.pinned, row);
      if (top?.pinned && !pinned) continue;
      const candidate = this.#ofBase(base, row, pinned);
      if (!top || goesBefore(candidate, top)) top = candidate;
    }
    for (const row of recents) {
      const candidate = this.#ofRecent(row);
      if (!top || goesBefore(candidate, top)) top = candidate;
    }
    return top!.row;
  }

  #ofBase({ id, place, sessions }: Base, row: number, pinned: boolean): Candidate {
    const { asOf, slots } = this.#when;
    const start = findNextStart(sessions, row, asOf, slots) ?? NO_START;
    return { row, pinned, start, id: id[row]!, place: place[row]! };
  }

  #ofRecent(row: RecentRow): Candidate {
    const { id, place, pinned, sessions } = row.input;
    const { asOf, slots } = this.#when;
    const start = (sessions && firstStart(sessions, asOf, slots)) ?? NO_START;
    return { row, pinned, start, id, place };
  }
}

function goesBefore(a: Candidate, b: Candidate): boolean {
  if (a.pinned !== b.pinned) return a.pinned;
  return (a.start - b.start || a.id - b.id || a.place - b.place) < 0;
}
