// AssemblyScript, compiled by scripts/build.mjs. Pointers, strides and lengths are in bytes.

// With the head and the tail 30 vectors of at most 8 each: byte counters hold 255.
const CHUNK: usize = 28 * 16;

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

/** Bits set by byte in the rows of a vector and a plane. */
function common(rows: v128, plane: usize): v128 {
  return i8x16.popcnt(v128.and(rows, v128.load(plane)));
}

function commonOf4(a: v128, b: v128, c: v128, d: v128, plane: usize): v128 {
  return popcountOf4(
    v128.and(a, v128.load(plane)),
    v128.and(b, v128.load(plane, 16)),
    v128.and(c, v128.load(plane, 32)),
    v128.and(d, v128.load(plane, 48)),
  );
}

/** One counter for each of four vectors of counters. */
function sumEach(a: v128, b: v128, c: v128, d: v128): v128 {
  const ab = i32x4.add(v128.shuffle<i32>(a, b, 0, 4, 1, 5), v128.shuffle<i32>(a, b, 2, 6, 3, 7));
  const cd = i32x4.add(v128.shuffle<i32>(c, d, 0, 4, 1, 5), v128.shuffle<i32>(c, d, 2, 6, 3, 7));
  return i32x4.add(v128.shuffle<i32>(ab, cd, 0, 1, 4, 5), v128.shuffle<i32>(ab, cd, 2, 3, 6, 7));
}

/** Needs from < to; writes whole vectors of four counts. */
export function countPlanes(
  bits: usize,
  planes: usize,
  stride: usize,
  from: u32,
  to: u32,
  count: u32,
  counts: usize,
): void {
  const none = i32x4.splat(0);
  const first = (from >>> 7) << 4;
  const last = ((to - 1) >>> 7) << 4;
  const beforeTo = (to & 127) == 0 ? v128.not(none) : v128.not(rowsFrom(to));
  let head = v128.and(v128.load(bits + first), rowsFrom(from));
  let tail = none;
  if (last > first) tail = v128.and(v128.load(bits + last), beforeTo);
  else head = v128.and(head, beforeTo);

  const end = planes + stride * count;
  for (let p0 = planes; p0 < end; p0 += stride * 4) {
    // Past the last plane the first of the four is counted again.
    const p1 = p0 + stride < end ? p0 + stride : p0;
    const p2 = p1 + stride < end ? p1 + stride : p0;
    const p3 = p2 + stride < end ? p2 + stride : p0;
    let sum0 = none;
    let sum1 = none;
    let sum2 = none;
    let sum3 = none;
    let s0 = i8x16.add(common(head, p0 + first), common(tail, p0 + last));
    let s1 = i8x16.add(common(head, p1 + first), common(tail, p1 + last));
    let s2 = i8x16.add(common(head, p2 + first), common(tail, p2 + last));
    let s3 = i8x16.add(common(head, p3 + first), common(tail, p3 + last));
    let at: usize = first + 16;
    do {
      const stop = at + CHUNK < last ? at + CHUNK : last;
      for (; at + 48 < stop; at += 64) {
        const a = v128.load(bits + at);
        const b = v128.load(bits + at, 16);
        const c = v128.load(bits + at, 32);
        const d = v128.load(bits + at, 48);
        if (!v128.any_true(v128.or(v128.or(a, b), v128.or(c, d)))) continue;
        s0 = i8x16.add(s0, commonOf4(a, b, c, d, p0 + at));
        s1 = i8x16.add(s1, commonOf4(a, b, c, d, p1 + at));
        s2 = i8x16.add(s2, commonOf4(a, b, c, d, p2 + at));
        s3 = i8x16.add(s3, commonOf4(a, b, c, d, p3 + at));
      }
      for (; at < stop; at += 16) {
        const rows = v128.load(bits + at);
        s0 = i8x16.add(s0, common(rows, p0 + at));
        s1 = i8x16.add(s1, common(rows, p1 + at));
        s2 = i8x16.add(s2, common(rows, p2 + at));
        s3 = i8x16.add(s3, common(rows, p3 + at));
      }
      sum0 = i32x4.add(sum0, widen(s0));
      sum1 = i32x4.add(sum1, widen(s1));
      sum2 = i32x4.add(sum2, widen(s2));
      sum3 = i32x4.add(sum3, widen(s3));
      s0 = none;
      s1 = none;
      s2 = none;
      s3 = none;
    } while (at < last);
    v128.store(counts, sumEach(sum0, sum1, sum2, sum3));
    counts += 16;
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
