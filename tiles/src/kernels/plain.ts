import { popcount, SUPER_BLOCKS } from './bitset.ts';
import type { Kernels, Planes } from './types.ts';

const BLOCK_LANES = 16;

/** The kernels without SIMD, for any arrays: the reference. */
export const plain: Kernels = { and, or, rank, countPlanes, atLeast, setRows, clusters: null };

function and(target: Uint32Array, other: Uint32Array): void {
  for (let lane = 0; lane < target.length; lane++) target[lane]! &= other[lane]!;
}

function or(target: Uint32Array, other: Uint32Array): void {
  for (let lane = 0; lane < target.length; lane++) target[lane]! |= other[lane]!;
}

function rank(bits: Uint32Array, supers: Uint32Array, blocks: Uint16Array): number {
  const count = bits.length / BLOCK_LANES;
  let total = 0;
  let before = 0;
  for (let block = 0; block < count; block++) {
    if (block % SUPER_BLOCKS === 0) supers[block / SUPER_BLOCKS] = before = total;
    blocks[block] = total - before;
    for (let lane = block * BLOCK_LANES; lane < (block + 1) * BLOCK_LANES; lane++) total += popcount(bits[lane]!);
  }
  supers[Math.ceil(count / SUPER_BLOCKS)] = total;
  return total;
}

function countPlanes(
  bits: Uint32Array,
  { records, recordLanes }: Planes,
  firstPlane: number,
  from: number,
  to: number,
  counts: Uint32Array,
): void {
  const start = Math.max(from, 0);
  const end = Math.min(to, bits.length * 32);
  counts.fill(0);
  if (start >= end) return;
  const first = start >>> 5;
  const last = (end - 1) >>> 5;
  for (let lane = first; lane <= last; lane++) {
    let rows = bits[lane]!;
    if (lane === first) rows &= -1 << (start & 31);
    if (lane === last) rows &= -1 >>> (-end & 31);
    const at = (lane >>> 4) * recordLanes + firstPlane * 16 + (lane & 15);
    for (let plane = 0; plane < counts.length; plane++) counts[plane]! += popcount(rows & records[at + plane * 16]!);
  }
}

function atLeast(values: Int32Array, least: number, bits: Uint32Array): void {
  for (let row = 0; row < values.length; row++) {
    bits[row >>> 5]! |= Number(values[row]! >= least) << (row & 31);
  }
}

function setRows(bits: Uint32Array, gaps: Uint16Array, from: number, to: number): void {
  for (let at = from, row = 0; at < to; at++) {
    row += gaps[at]!;
    if (gaps[at] === 65_535) continue;
    bits[row >>> 5]! |= 1 << (row & 31);
    row++;
  }
}
