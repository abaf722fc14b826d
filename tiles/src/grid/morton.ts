// A key holds 26 bits of x and of y (60 cm), the most that fits a double; ties are broken by the lower bits.
const LEVELS = 26;

function spread(v: number): number {
  v = (v | (v << 8)) & 0x00ff00ff;
  v = (v | (v << 4)) & 0x0f0f0f0f;
  v = (v | (v << 2)) & 0x33333333;
  return (v | (v << 1)) & 0x55555555;
}

/** Upper 32 bits of the Morton number of a grid position: x in the even bits, y in the odd ones. */
export function mortonHigh(x: number, y: number): number {
  return (spread(x >>> 16) | (spread(y >>> 16) << 1)) >>> 0;
}

/** Lower 32 bits of the Morton number. */
export function mortonLow(x: number, y: number): number {
  return (spread(x & 0xffff) | (spread(y & 0xffff) << 1)) >>> 0;
}

/** Key of a row: the upper 52 bits of its Morton number. */
export function mortonKey(high: number, low: number): number {
  return high * 1048576 + (low >>> 12);
}

/** First key of cell (x, y) of a level, 0 to 26; its rows are the keys up to this plus `keySpan(level)`. */
export function firstKey(level: number, x: number, y: number): number {
  const shift = 2 ** (32 - level);
  return mortonKey(mortonHigh(x * shift, y * shift), mortonLow(x * shift, y * shift));
}

/** Number of keys in one cell of a level. */
export function keySpan(level: number): number {
  return 4 ** (LEVELS - level);
}

/** Rows between two fences. */
export const FENCE = 16;

/** Positions in Morton order and the key of every 16th: keys are made when looked at, which saves their memory. */
export interface SortedPositions {
  xs: Uint32Array;
  ys: Uint32Array;
  fences: Float64Array;
}

/** First row in [from, to) whose key is not below `key`. */
export function findKey({ xs, ys, fences }: SortedPositions, key: number, from: number, to: number): number {
  if (to - from > FENCE) {
    let [low, high] = [Math.ceil(from / FENCE), Math.ceil(to / FENCE)];
    const first = low;
    const last = high;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (fences[middle]! < key) low = middle + 1;
      else high = middle;
    }
    if (low > first) from = (low - 1) * FENCE + 1;
    if (low < last) to = low * FENCE;
  }
  while (from < to) {
    const middle = (from + to) >>> 1;
    const [x, y] = [xs[middle]!, ys[middle]!];
    if (mortonKey(mortonHigh(x, y), mortonLow(x, y)) < key) from = middle + 1;
    else to = middle;
  }
  return from;
}

const DIGIT_BITS = 11;
const BUCKETS = 1 << DIGIT_BITS;

/** Positions ordered by (high, low), stable: radix sort, least significant digit first. */
export function radixOrder(high: Uint32Array, low: Uint32Array): Uint32Array {
  const count = high.length;
  let order = new Uint32Array(count);
  for (let row = 0; row < count; row++) order[row] = row;
  let next = new Uint32Array(count);
  for (const half of [low, high]) {
    for (let shift = 0; shift < 32; shift += DIGIT_BITS) {
      const starts = countDigits(half, shift);
      if (!starts) continue;
      for (let at = 0; at < count; at++) {
        const row = order[at]!;
        next[starts[(half[row]! >>> shift) & (BUCKETS - 1)]!++] = row;
      }
      [order, next] = [next, order];
    }
  }
  return order;
}

// Where each bucket starts; null when all fall into one.
function countDigits(half: Uint32Array, shift: number): Uint32Array | null {
  const starts = new Uint32Array(BUCKETS + 1);
  for (let row = 0; row < half.length; row++) starts[((half[row]! >>> shift) & (BUCKETS - 1)) + 1]!++;
  for (let bucket = 0; bucket < BUCKETS; bucket++) {
    if (starts[bucket + 1] === half.length) return null;
    starts[bucket + 1]! += starts[bucket]!;
  }
  return starts;
}
