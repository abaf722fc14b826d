export const NO_ROWS = new Uint32Array(0);

/** A set of rows below `size`, one bit each. */
export function bitsOf(lists: readonly Uint32Array[], size: number): Uint32Array {
  const bits = new Uint32Array((size + 31) >>> 5);
  for (const list of lists) for (let i = 0; i < list.length; i++) bits[list[i]! >>> 5]! |= 1 << (list[i]! & 31);
  return bits;
}

export function hasBit(bits: Uint32Array, row: number): boolean {
  return ((bits[row >>> 5]! >>> (row & 31)) & 1) === 1;
}

/** The rows of a set, ascending. */
export function rowsOf(bits: Uint32Array): Uint32Array {
  let size = 0;
  for (let i = 0; i < bits.length; i++) for (let word = bits[i]!; word !== 0; word &= word - 1) size++;
  const rows = new Uint32Array(size);
  let n = 0;
  for (let i = 0; i < bits.length; i++) {
    for (let word = bits[i]!; word !== 0; word &= word - 1) rows[n++] = i * 32 + 31 - Math.clz32(word & -word);
  }
  return rows;
}

/** Ascending union of ascending lists; a single list is returned as it is. */
export function unionRows(lists: readonly Uint32Array[], size: number): Uint32Array {
  const filled = lists.filter((list) => list.length > 0);
  return filled.length > 1 ? rowsOf(bitsOf(filled, size)) : (filled[0] ?? NO_ROWS);
}

/** The first index at or after `from` whose row is not below `row`; doubling steps, since hits lie near. */
export function seek(rows: Uint32Array, row: number, from: number): number {
  let step = 1;
  let low = from;
  let high = from;
  while (high < rows.length && rows[high]! < row) {
    low = high + 1;
    high += step;
    step *= 2;
  }
  high = Math.min(high, rows.length);
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (rows[middle]! < row) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Ascending intersection; costs little when `few` is the shorter. */
export function intersectRows(few: Uint32Array, many: Uint32Array): Uint32Array {
  const both = new Uint32Array(Math.min(few.length, many.length));
  let n = 0;
  let at = 0;
  for (let i = 0; i < few.length && at < many.length; i++) {
    at = seek(many, few[i]!, at);
    if (many[at] === few[i]) both[n++] = few[i]!;
  }
  return both.subarray(0, n);
}
