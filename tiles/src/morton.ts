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

/** First position in [from, to) whose key is not below `key`. */
export function lowerBound(keys: Float64Array, key: number, from: number, to: number): number {
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (keys[middle]! < key) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** Row numbers ordered by (high, low), stable: radix sort, least significant digit first. */
export function mortonOrder(high: Uint32Array, low: Uint32Array): Uint32Array {
  const count = high.length;
  let order = new Uint32Array(count);
  for (let row = 0; row < count; row++) order[row] = row;
  let next = new Uint32Array(count);
  for (const digits of [low, high]) {
    for (let shift = 0; shift < 32; shift += 8) {
      const starts = new Uint32Array(257);
      for (let row = 0; row < count; row++) starts[((digits[row]! >>> shift) & 255) + 1]!++;
      for (let digit = 0; digit < 256; digit++) starts[digit + 1]! += starts[digit]!;
      for (let at = 0; at < count; at++) {
        const row = order[at]!;
        next[starts[(digits[row]! >>> shift) & 255]!++] = row;
      }
      [order, next] = [next, order];
    }
  }
  return order;
}
