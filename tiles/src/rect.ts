import { setBit, wordsFor } from './bitset.ts';
import { firstKey, keySpan, lowerBound } from './morton.ts';
import { WORLD, type Rect } from './projection.ts';
import type { Segment } from './segment.ts';

// Below this many rows a look at each is cheaper than a split.
const LEAF = 64;

/** Bitset of the placed rows inside a rectangle, dead ones too. */
export function rectBits(segment: Segment, rect: Rect): Uint32Array {
  const bits = new Uint32Array(wordsFor(segment.count));
  descend(segment, rect, bits, { level: 0, x: 0, y: 0, from: 0, to: segment.placed });
  return bits;
}

interface Quad {
  level: number;
  x: number;
  y: number;
  from: number;
  to: number;
}

function descend(segment: Segment, rect: Rect, bits: Uint32Array, { level, x, y, from, to }: Quad): void {
  if (from === to) return;
  const side = WORLD / 2 ** level;
  const [west, north] = [x * side, y * side];
  if (west >= rect.x1 || west + side <= rect.x0 || north >= rect.y1 || north + side <= rect.y0) return;
  if (west >= rect.x0 && west + side <= rect.x1 && north >= rect.y0 && north + side <= rect.y1) {
    fill(bits, from, to);
    return;
  }
  if (to - from <= LEAF || level === 26) {
    const { xs, ys } = segment;
    for (let row = from; row < to; row++) {
      const inside = xs[row]! >= rect.x0 && xs[row]! < rect.x1 && ys[row]! >= rect.y0 && ys[row]! < rect.y1;
      if (inside) setBit(bits, row);
    }
    return;
  }
  const first = firstKey(level, x, y);
  const span = keySpan(level + 1);
  for (let child = 0, start = from; child < 4; child++) {
    const end = lowerBound(segment.keys, first + (child + 1) * span, start, to);
    descend(segment, rect, bits, {
      level: level + 1,
      x: 2 * x + (child & 1),
      y: 2 * y + (child >> 1),
      from: start,
      to: end,
    });
    start = end;
  }
}

function fill(bits: Uint32Array, from: number, to: number): void {
  const [first, last] = [Math.ceil(from / 32), Math.floor(to / 32)];
  if (first > last) {
    for (let row = from; row < to; row++) setBit(bits, row);
    return;
  }
  for (let row = from; row < first * 32; row++) setBit(bits, row);
  bits.fill(0xffffffff, first, last);
  for (let row = last * 32; row < to; row++) setBit(bits, row);
}
