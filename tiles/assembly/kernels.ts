// AssemblyScript, compiled by scripts/build.mjs. Pointers, strides and lengths are in bytes.

// Vectors of at most 8 a byte: byte counters hold 255.
const CHUNK: u32 = 31;

export function and(target: usize, other: usize, length: usize): void {
  for (let at: usize = 0; at < length; at += 16) {
    v128.store(target + at, v128.and(v128.load(target + at), v128.load(other + at)));
  }
}

export function or(target: usize, other: usize, length: usize): void {
  for (let at: usize = 0; at < length; at += 16) {
    v128.store(target + at, v128.or(v128.load(target + at), v128.load(other + at)));
  }
}

/** Four counters of what the sixteen of `bytes` add up to. */
function widen(bytes: v128): v128 {
  return i32x4.extadd_pairwise_i16x8_u(i16x8.extadd_pairwise_i8x16_u(bytes));
}

/** Bits set by byte in four vectors, each at most 32. */
function popcountOf4(a: v128, b: v128, c: v128, d: v128): v128 {
  return i8x16.add(i8x16.add(i8x16.popcnt(a), i8x16.popcnt(b)), i8x16.add(i8x16.popcnt(c), i8x16.popcnt(d)));
}

export function rank(bits: usize, supers: usize, blocks: usize, count: u32): u32 {
  let total: u32 = 0;
  let before: u32 = 0;
  for (let block: u32 = 0; block < count; block++) {
    if ((block & 31) == 0) {
      store<u32>(supers, total);
      supers += 4;
      before = total;
    }
    store<u16>(blocks + (block << 1), total - before);
    const sums = widen(popcountOf4(v128.load(bits), v128.load(bits, 16), v128.load(bits, 32), v128.load(bits, 48)));
    total +=
      i32x4.extract_lane(sums, 0) +
      i32x4.extract_lane(sums, 1) +
      i32x4.extract_lane(sums, 2) +
      i32x4.extract_lane(sums, 3);
    bits += 64;
  }
  store<u32>(supers, total);
  return total;
}

/** The rows of a vector from `row` on. */
function rowsFrom(row: u32): v128 {
  const first = row & 127;
  const all: u64 = -1;
  const low = first < 64 ? all << first : 0;
  const high = first < 64 ? all : all << (first - 64);
  return i64x2.replace_lane(i64x2.splat(low), 1, high);
}

/** One counter for each of four vectors of counters. */
function sumEach(a: v128, b: v128, c: v128, d: v128): v128 {
  const ab = i32x4.add(v128.shuffle<i32>(a, b, 0, 4, 1, 5), v128.shuffle<i32>(a, b, 2, 6, 3, 7));
  const cd = i32x4.add(v128.shuffle<i32>(c, d, 0, 4, 1, 5), v128.shuffle<i32>(c, d, 2, 6, 3, 7));
  return i32x4.add(v128.shuffle<i32>(ab, cd, 0, 1, 4, 5), v128.shuffle<i32>(ab, cd, 2, 3, 6, 7));
}

/** Bits set by byte in the rows of a vector and a plane. */
function common(rows: v128, plane: usize): v128 {
  return i8x16.popcnt(v128.and(rows, v128.load(plane)));
}

/**
 * Rows of [from, to), from < to, set in bits and in each of `count` planes. A record of `record` bytes a block has the
 * 64 bytes of one plane after the other; writes whole vectors of four counts, of which the last may be of no plane.
 */
export function countPlanes(
  bits: usize,
  records: usize,
  record: usize,
  from: u32,
  to: u32,
  count: u32,
  counts: usize,
): void {
  const first = from >>> 7;
  const last = (to - 1) >>> 7;
  const head = rowsFrom(from);
  const tail = (to & 127) == 0 ? v128.not(i32x4.splat(0)) : v128.not(rowsFrom(to));
  for (let plane: u32 = 0; plane < count; plane += 4) {
    let sum0 = i32x4.splat(0);
    let sum1 = sum0;
    let sum2 = sum0;
    let sum3 = sum0;
    for (let start = first; start <= last; start += CHUNK) {
      const end = min(last, start + CHUNK - 1);
      let s0 = i32x4.splat(0);
      let s1 = s0;
      let s2 = s0;
      let s3 = s0;
      for (let at = start; at <= end; at++) {
        let rows = v128.load(bits + (at << 4));
        if (at == first) rows = v128.and(rows, head);
        if (at == last) rows = v128.and(rows, tail);
        if (!v128.any_true(rows)) continue;
        const planes = records + <usize>(at >>> 2) * record + (plane << 6) + ((at & 3) << 4);
        s0 = i8x16.add(s0, common(rows, planes));
        s1 = i8x16.add(s1, common(rows, planes + 64));
        s2 = i8x16.add(s2, common(rows, planes + 128));
        s3 = i8x16.add(s3, common(rows, planes + 192));
      }
      sum0 = i32x4.add(sum0, widen(s0));
      sum1 = i32x4.add(sum1, widen(s1));
      sum2 = i32x4.add(sum2, widen(s2));
      sum3 = i32x4.add(sum3, widen(s3));
    }
    v128.store(counts + (plane << 2), sumEach(sum0, sum1, sum2, sum3));
  }
}

/** Which of the four numbers at `values` are not below `least`. */
function reach(values: usize, least: v128): v128 {
  return i32x4.ge_s(v128.load(values), least);
}

export function atLeast(values: usize, count: u32, least: i32, bits: usize): void {
  const bound = i32x4.splat(least);
  let row: u32 = 0;
  for (; row + 16 <= count; row += 16) {
    const low = i16x8.narrow_i32x4_s(reach(values, bound), reach(values + 16, bound));
    const high = i16x8.narrow_i32x4_s(reach(values + 32, bound), reach(values + 48, bound));
    store<u16>(bits, i8x16.bitmask(i8x16.narrow_i16x8_s(low, high)));
    values += 64;
    bits += 2;
  }
  let rest: u32 = 0;
  for (let bit: u32 = 0; row + bit < count; bit++) {
    if (load<i32>(values + (bit << 2)) >= least) rest |= 1 << bit;
  }
  if (rest != 0) store<u16>(bits, rest);
}

/** Sets the rows of a list of gaps; see gap-list.ts. */
export function setRows(bits: usize, gaps: usize, from: u32, to: u32): void {
  let row: u32 = 0;
  const end = gaps + ((<usize>to) << 1);
  for (let at = gaps + ((<usize>from) << 1); at < end; at += 2) {
    const gap = <u32>load<u16>(at);
    row += gap;
    if (gap == 65535) continue;
    const lane = bits + ((row >>> 5) << 2);
    store<u32>(lane, load<u32>(lane) | (1 << (row & 31)));
    row++;
  }
}
