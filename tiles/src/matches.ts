import { andInto, rankDirectory, setBit } from './bitset.ts';
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

/** Rows kept by facets, slots and days. */
export function matchLasting(segment: Segment, filter: Filter): Matches {
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
  if (notEndedOn !== undefined) keepDays(segment, bits, notEndedOn, Infinity);
  if (endedBefore !== undefined) keepDays(segment, bits, -Infinity, endedBefore);
  return { bits, rank: rankDirectory(bits) };
}

// Keeps rows whose last day is in [from, to).
function keepDays({ lastDay, count }: Segment, bits: Uint32Array, from: number, to: number): void {
  for (let word = 0, row = 0; row < count; word++) {
    const end = Math.min(count, row + 32);
    let kept = 0;
    for (let bit = 1; row < end; row++, bit <<= 1) if (lastDay[row]! >= from && lastDay[row]! < to) kept |= bit;
    bits[word]! &= kept;
  }
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
