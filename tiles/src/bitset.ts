// 512 rows make a block of the rank directory.
const BLOCK_WORDS = 16;

/** Words of a bitset for `rows` rows, whole blocks. */
export function wordsFor(rows: number): number {
  return Math.ceil(rows / 512) * BLOCK_WORDS;
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

export function andInto(target: Uint32Array, other: Uint32Array): void {
  for (let word = 0; word < target.length; word++) target[word]! &= other[word]!;
}

export function orInto(target: Uint32Array, other: Uint32Array): void {
  for (let word = 0; word < target.length; word++) target[word]! |= other[word]!;
}

function popcount(v: number): number {
  v -= (v >>> 1) & 0x55555555;
  v = (v & 0x33333333) + ((v >>> 2) & 0x33333333);
  return Math.imul((v + (v >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** Prefix counts: how many bits are set before each block; the last entry is the total. */
export function rankDirectory(bits: Uint32Array): Uint32Array {
  const blocks = bits.length / BLOCK_WORDS;
  const rank = new Uint32Array(blocks + 1);
  for (let block = 0; block < blocks; block++) {
    let count = rank[block]!;
    for (let word = block * BLOCK_WORDS; word < (block + 1) * BLOCK_WORDS; word++) count += popcount(bits[word]!);
    rank[block + 1] = count;
  }
  return rank;
}

/** How many bits are set before `row`. */
export function rankOf(bits: Uint32Array, rank: Uint32Array, row: number): number {
  const last = row >>> 5;
  let count = rank[row >>> 9]!;
  for (let word = (row >>> 9) * BLOCK_WORDS; word < last; word++) count += popcount(bits[word]!);
  return (row & 31) === 0 ? count : count + popcount(bits[last]! & ((1 << (row & 31)) - 1));
}

/** The set rows of [from, to), ascending; `count` is how many there are. */
export function rowsIn(bits: Uint32Array, from: number, to: number, count: number): Uint32Array {
  const rows = new Uint32Array(count);
  if (count === 0) return rows;
  const last = (to - 1) >>> 5;
  for (let word = from >>> 5, at = 0; word <= last; word++) {
    let v = bits[word]!;
    if (v === 0) continue;
    const base = word << 5;
    if (base < from) v &= -1 << (from & 31);
    if (to - base < 32) v &= (1 << (to - base)) - 1;
    while (v !== 0) {
      rows[at++] = base + 31 - Math.clz32(v & -v);
      v &= v - 1;
    }
  }
  return rows;
}

/** All set rows, ascending. */
export function allRows(bits: Uint32Array): Uint32Array {
  return rowsIn(bits, 0, bits.length * 32, rankDirectory(bits).at(-1)!);
}
