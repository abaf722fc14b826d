import { BLOCK_ROWS, clearBit, hasBit, popcount, SUPER_BLOCKS } from './bitset.ts';

const SUPER_ROWS = BLOCK_ROWS * SUPER_BLOCKS;

/** A bitset over the rows of the base, with a rank directory of two levels. */
export interface RankedBits {
  bits: Uint32Array;
  /** Set rows before each super block of 16,384; the last entry is the total. */
  supers: Uint32Array;
  /** Set rows before each block of 512 within its super block. */
  blocks: Uint16Array;
}

/** Lengths of the directory of a bitset of `lanes` lanes. */
export function directoryLengths(lanes: number): { supers: number; blocks: number } {
  const blocks = lanes / (BLOCK_ROWS / 32);
  return { supers: Math.ceil(blocks / SUPER_BLOCKS) + 1, blocks };
}

/** How many set rows come before `row`. */
export function rankOf({ bits, supers, blocks }: RankedBits, row: number): number {
  const block = row >>> 9;
  if (block >= blocks.length) return supers[supers.length - 1]!;
  let count = supers[row >>> 14]! + blocks[block]!;
  const last = row >>> 5;
  for (let lane = block << 4; lane < last; lane++) count += popcount(bits[lane]!);
  return (row & 31) === 0 ? count : count + popcount(bits[last]! & ((1 << (row & 31)) - 1));
}

/** How many rows of [from, to) are set. */
export function countBetween(inBase: RankedBits, from: number, to: number): number {
  return from < to ? rankOf(inBase, to) - rankOf(inBase, from) : 0;
}

export function totalOf({ supers }: RankedBits): number {
  return supers[supers.length - 1]!;
}

/** Takes one row out, in the directory too. */
export function takeOut({ bits, supers, blocks }: RankedBits, row: number): void {
  if (!hasBit(bits, row)) return;
  clearBit(bits, row);
  const superBlock = Math.floor(row / SUPER_ROWS);
  const end = Math.min(blocks.length, (superBlock + 1) * SUPER_BLOCKS);
  for (let block = (row >>> 9) + 1; block < end; block++) blocks[block]!--;
  for (let at = superBlock + 1; at < supers.length; at++) supers[at]!--;
}
