import { mergeRanges } from './filter.ts';
import { metresBetween } from './projection.ts';
import { NO_START, type SegmentReader } from './segment-reader.ts';
import { findNextStart } from './slots.ts';
import type { TextMatch } from './text/index.ts';
import { Top } from './top.ts';
import type { Filter, Hit, PageRequest } from './types.ts';

/** Sort key of an unplaced row under the sort `distance`; longer than any way on earth, in metres. */
export const NO_DISTANCE = 1e9;

interface Candidate {
  key: number;
  id: number;
  place: number;
  reader: SegmentReader;
  row: number;
}

type Place = Pick<Candidate, 'key' | 'id' | 'place'>;

/** The matching rows of one segment and, for a q, what the text index found there. */
export interface PageSource {
  reader: SegmentReader;
  rows: Uint32Array;
  found: TextMatch | null;
}

function compareHits(a: Place, b: Place): number {
  return a.key - b.key || a.id - b.id || a.place - b.place;
}

/** The first hits after `request.after` by (key, id, place), out of all segments. */
export function findPage(sources: readonly PageSource[], filter: Filter, request: PageRequest): Hit[] {
  const top = new Top<Candidate>(request.limit, compareHits);
  for (const source of sources) offerRows(top, source, sortKeys(source, filter, request), request);
  return top.sorted().map((candidate) => toHit(candidate, filter, request));
}

function offerRows(top: Top<Candidate>, source: PageSource, keys: Float64Array, { after }: PageRequest): void {
  const { reader, rows } = source;
  const { id, place } = reader.segment;
  let bar = top.last?.key ?? Infinity;
  for (let at = 0; at < rows.length; at++) {
    const key = keys[at]!;
    if (key > bar || (after && key < after.key)) continue;
    const row = rows[at]!;
    const candidate = { key, id: id[row]!, place: place[row]!, reader, row };
    if (after && compareHits(candidate, after) <= 0) continue;
    top.offer(candidate);
    bar = top.last?.key ?? Infinity;
  }
}

function sortKeys({ reader, rows, found }: PageSource, filter: Filter, request: PageRequest): Float64Array {
  if (request.sort === 'distance') return distances(reader, rows, request.from!);
  if (request.sort === 'relevance' && found) return scores(rows, found);
  return starts(reader, rows, filter, request.asOf);
}

// Neighbouring rows often share a spot, and with it the distance.
function distances({ segment }: SegmentReader, rows: Uint32Array, from: { lng: number; lat: number }): Float64Array {
  const keys = new Float64Array(rows.length);
  let [lng, lat, metres] = [NaN, NaN, 0];
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at]!;
    if (row >= segment.placed) {
      keys[at] = NO_DISTANCE;
      continue;
    }
    if (segment.lng[row] !== lng || segment.lat[row] !== lat) {
      [lng, lat] = [segment.lng[row]!, segment.lat[row]!];
      metres = metresBetween(from.lng, from.lat, lng, lat);
    }
    keys[at] = metres;
  }
  return keys;
}

// Both lists ascend, and every row is among those found.
function scores(rows: Uint32Array, found: TextMatch): Float64Array {
  const keys = new Float64Array(rows.length);
  for (let at = 0, position = 0; at < rows.length; at++) {
    while (found.rows[position]! < rows[at]!) position++;
    keys[at] = -found.scores[position]!;
  }
  return keys;
}

function starts(reader: SegmentReader, rows: Uint32Array, { slots }: Filter, asOf: number): Float64Array {
  const next = reader.nextStarts(asOf);
  const keys = new Float64Array(rows.length);
  for (let at = 0; at < rows.length; at++) keys[at] = next[rows[at]!]!;
  if (!slots) return keys;
  const merged = mergeRanges(slots);
  const { sessions } = reader.segment;
  for (let at = 0; at < rows.length; at++) {
    if (keys[at] !== NO_START) keys[at] = findNextStart(sessions, rows[at]!, asOf, merged) ?? NO_START;
  }
  return keys;
}

function toHit({ key, id, place, reader, row }: Candidate, filter: Filter, { from, asOf }: PageRequest): Hit {
  const { segment } = reader;
  const placed = row < segment.placed;
  return {
    id,
    place,
    key,
    metres: from && placed ? metresBetween(from.lng, from.lat, segment.lng[row]!, segment.lat[row]!) : null,
    nextStart: findNextStart(segment.sessions, row, asOf, filter.slots && mergeRanges(filter.slots)),
  };
}
