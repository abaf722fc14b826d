import { andInto, rankDirectory, rankOf, setBit, wordsFor } from './bitset.ts';
import { mergeRanges } from './filter.ts';
import { keepAt, keepNear, keepWithin } from './near.ts';
import { uniteRange } from './postings.ts';
import type { Segment } from './segment.ts';
import { uniteSlots } from './slots.ts';
import type { Filter } from './types.ts';

/** The rows of a segment that a filter keeps, with prefix counts per block of 512. */
export interface Matches {
  bits: Uint32Array;
  rank: Uint32Array;
}

export type DayBits = (from: number, to: number) => Uint32Array;

/** How many rows of [from, to) match. */
export function countBetween({ bits, rank }: Matches, from: number, to: number): number {
  return rankOf(bits, rank, to) - rankOf(bits, rank, from);
}

/** Rows kept by facets, slots and days; `dayBits` may remember `bitsOfDays`. */
export function matchLasting(segment: Segment, filter: Filter, dayBits: DayBits): Matches {
  const bits = segment.alive.slice();
  const united = new Uint32Array(bits.length);
  for (const { spec, postings } of segment.facets) {
    const ranges = filter.facets[spec.name];
    if (!ranges) continue;
    united.fill(0);
    for (const [from, to] of mergeRanges(ranges)) uniteRange(united, postings, from, to);
    andInto(bits, united);
  }
  if (filter.slots) {
    united.fill(0);
    for (const range of mergeRanges(filter.slots)) uniteSlots(united, segment.sessions, range);
    andInto(bits, united);
  }
  const { notEndedOn, endedBefore } = filter;
  if (notEndedOn !== undefined) andInto(bits, dayBits(notEndedOn, Infinity));
  if (endedBefore !== undefined) andInto(bits, dayBits(-Infinity, endedBefore));
  return { bits, rank: rankDirectory(bits) };
}

/** Rows whose last day is in [from, to). */
export function bitsOfDays({ lastDay, count }: Segment, from: number, to: number): Uint32Array {
  const bits = new Uint32Array(wordsFor(count));
  for (let row = 0; row < count; row++) if (lastDay[row]! >= from && lastDay[row]! < to) setBit(bits, row);
  return bits;
}

/** Of the rows in `lasting`, those that q, near, within and at keep too; `found` are the rows of q. */
export function matchOneOff(segment: Segment, lasting: Matches, filter: Filter, found: Uint32Array | null): Matches {
  let bits: Uint32Array = lasting.bits.slice();
  if (found) {
    const text = new Uint32Array(bits.length);
    for (let at = 0; at < found.length; at++) setBit(text, found[at]!);
    andInto(bits, text);
  }
  if (filter.at) bits = keepAt(segment, bits, filter.at);
  if (filter.near) bits = keepNear(segment, bits, filter.near);
  if (filter.within) bits = keepWithin(segment, bits, filter.within);
  return { bits, rank: rankDirectory(bits) };
}
