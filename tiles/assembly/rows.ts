// The rows and the filter that are being worked on.
import { KINDS, measure, MOST_SIZE } from './window';

export let xs: usize = 0;
export let ys: usize = 0;
export let records: usize = 0;
export let record: usize = 0;
export let blockCount: u32 = 0;
export let boxes: usize = 0;
export let kindCount: u32 = 0;
export let kindStride: usize = 0;
export let cellKeys: usize = 0;
export let cellStarts: usize = 0;
export let cellCount: u32 = 0;
export let cellLevel: u32 = 0;
export let bits: usize = 0;
export let supers: usize = 0;
export let blocks: usize = 0;
export let scratch: usize = 0;

/** `source`: eleven numbers, in the order of cluster-kernel.ts. */
export function open(source: usize, filter: usize, window: usize, rings: i32): void {
  measure(window, rings);
  xs = load<u32>(source);
  ys = load<u32>(source, 4);
  records = load<u32>(source, 8);
  record = load<u32>(source, 12);
  blockCount = load<u32>(source, 16);
  boxes = load<u32>(source, 20);
  kindCount = load<u32>(source, 24);
  cellKeys = load<u32>(source, 28);
  cellStarts = load<u32>(source, 32);
  cellCount = load<u32>(source, 36);
  cellLevel = load<u32>(source, 40);
  kindStride = <usize>(((kindCount + 3) & ~3) << 2);
  bits = load<u32>(filter);
  supers = load<u32>(filter, 4);
  blocks = load<u32>(filter, 8);
  scratch = window + KINDS + MOST_SIZE * kindStride;
}
