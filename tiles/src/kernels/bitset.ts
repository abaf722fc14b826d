/** Rows of a block of the rank directory. */
export const BLOCK_ROWS = 512;
/** Blocks of a super block. */
export const SUPER_BLOCKS = 32;

/** Lanes (32 bits each) of a bitset for `rows` rows, whole blocks. */
export function lanesFor(rows: number): number {
  return Math.ceil(rows / BLOCK_ROWS) * (BLOCK_ROWS / 32);
}

export function setBit(bits: Uint32Array, row: number): void {
  bits[row >>> 5]! |= 1 << (row & 31);
}

export function clearBit(bits: Uint32Array, row: number): void {
  bits[row >>> 5]! &= ~(1 << (row & 31));
}

export function hasBit(bits: Uint32Array, row: number): boolean {
  return ((bits[row >>> 5]! >>> (row & 31)) & 1) === 1;
}

export function popcount(v: number): number {
  v -= (v >>> 1) & 0x55555555;
  v = (v & 0x33333333) + ((v >>> 2) & 0x33333333);
  return Math.imul((v + (v >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** Writes the set rows of [from, to), ascending, to rows[at...]; returns the position after the last. */
export function copyRows(bits: Uint32Array, from: number, to: number, rows: Uint32Array, at: number): number {
  if (from >= to) return at;
  const last = (to - 1) >>> 5;
  for (let lane = from >>> 5; lane <= last; lane++) {
    let v = bits[lane]!;
    if (v === 0) continue;
    const base = lane << 5;
    if (base < from) v &= -1 << (from & 31);
    if (to - base < 32) v &= (1 << (to - base)) - 1;
    while (v !== 0) {
      rows[at++] = base + 31 - Math.clz32(v & -v);
      v &= v - 1;
    }
  }
  return at;
}

/** The first set row of [from, to), -1 for none. */
export function firstRow(bits: Uint32Array, from: number, to: number): number {
  for (let row = from; row < to; row = (row | 31) + 1) {
    const v = bits[row >>> 5]! >>> (row & 31);
    if (v === 0) continue;
    const found = row + 31 - Math.clz32(v & -v);
    return found < to ? found : -1;
  }
  return -1;
}

/** Sets every row of [from, to). */
export function fillRows(bits: Uint32Array, from: number, to: number): void {
  const [first, last] = [Math.ceil(from / 32), Math.floor(to / 32)];
  if (first > last) {
    for (let row = from; row < to; row++) setBit(bits, row);
    return;
  }
  for (let row = from; row < first * 32; row++) setBit(bits, row);
  bits.fill(0xffffffff, first, last);
  for (let row = last * 32; row < to; row++) setBit(bits, row);
}
