// Third step of a tile: what each cluster holds.
import { countPlanes } from './kernels';
import { bits, boxes, kindCount, kindStride, open, record, records, scratch, xs, ys } from './rows';
import {
  COUNT,
  FILLED,
  FROM,
  isOwn,
  KINDS,
  LEADER,
  MAX_X,
  MAX_Y,
  MEMBER_X,
  MEMBER_Y,
  MEMBERS,
  MIN_X,
  MIN_Y,
  size,
  SUM_X,
  SUM_Y,
  TO,
  win,
} from './window';

/** Adds up the cells of the tile's own clusters: members, positions, bounds, kinds. */
export function collectMembers(source: usize, filter: usize, window: usize, rings: i32, filled: u32): void {
  open(source, filter, window, rings);
  memory.fill(win + MEMBERS, 0, size << 2);
  memory.fill(win + MEMBER_X, 0, size << 3);
  memory.fill(win + MEMBER_Y, 0, size << 3);
  memory.fill(win + MIN_X, 0xff, size << 2);
  memory.fill(win + MIN_Y, 0xff, size << 2);
  memory.fill(win + MAX_X, 0, size << 2);
  memory.fill(win + MAX_Y, 0, size << 2);
  memory.fill(win + KINDS, 0, <usize>size * kindStride);
  for (let at: u32 = 0; at < filled; at++) {
    const cell = <u32>load<u8>(win + FILLED + at);
    const own = <u32>load<u8>(win + LEADER + cell);
    if (!isOwn(own)) continue;
    const members = win + MEMBERS + (own << 2);
    store<u32>(members, load<u32>(members) + load<u32>(win + COUNT + (cell << 2)));
    const large = win + (own << 3);
    store<f64>(large + MEMBER_X, load<f64>(large + MEMBER_X) + load<f64>(win + SUM_X + (cell << 3)));
    store<f64>(large + MEMBER_Y, load<f64>(large + MEMBER_Y) + load<f64>(win + SUM_Y + (cell << 3)));
  }
  for (let at: u32 = 0; at < filled; at++) {
    const cell = <u32>load<u8>(win + FILLED + at);
    const own = <u32>load<u8>(win + LEADER + cell);
    if (load<u32>(win + MEMBERS + (own << 2)) < 2) continue;
    const from = load<u32>(win + FROM + (cell << 2));
    const to = load<u32>(win + TO + (cell << 2));
    if (from == to) continue;
    widen(own, from, to);
    addKinds(own, from, to);
  }
}

function addKinds(own: u32, from: u32, to: u32): void {
  // A record begins with the planes of the kinds.
  countPlanes(bits, records, record, from, to, kindCount, scratch);
  const kinds = win + KINDS + <usize>own * kindStride;
  for (let at: usize = 0; at < kindStride; at += 16) {
    v128.store(kinds + at, i32x4.add(v128.load(kinds + at), v128.load(scratch + at)));
  }
}

// Bounds of the cluster that is being collected.
let minX: u32 = 0;
let minY: u32 = 0;
let maxX: u32 = 0;
let maxY: u32 = 0;

/** Widens the bounds of a cluster, box by box. */
function widen(own: u32, from: u32, to: u32): void {
  const at = win + (own << 2);
  minX = load<u32>(at + MIN_X);
  minY = load<u32>(at + MIN_Y);
  maxX = load<u32>(at + MAX_X);
  maxY = load<u32>(at + MAX_Y);
  const last = (to - 1) & ~63;
  // In Morton order the first and the last box lie at opposite corners: most of the others then have nothing to add.
  widenByBox(from & ~63, from, to);
  if (last > from) widenByBox(last, from, to);
  for (let start = (from & ~63) + 64; start < last; start += 64) widenByBox(start, from, to);
  store<u32>(at + MIN_X, minX);
  store<u32>(at + MIN_Y, minY);
  store<u32>(at + MAX_X, maxX);
  store<u32>(at + MAX_Y, maxY);
}

function widenByBox(start: u32, from: u32, to: u32): void {
  let v = load<u64>(bits + ((start >>> 6) << 3));
  if (start < from) v &= (<u64>-1) << (from & 63);
  if (to - start < 64) v &= ((<u64>1) << (to - start)) - 1;
  if (v == 0) return;
  const box = boxes + ((start >>> 6) << 4);
  const isInside =
    load<u32>(box) >= minX && load<u32>(box, 4) >= minY && load<u32>(box, 8) <= maxX && load<u32>(box, 12) <= maxY;
  if (isInside) return;
  for (; v != 0; v &= v - 1) {
    const place = (start + <u32>ctz(v)) << 2;
    const x = load<u32>(xs + place);
    const y = load<u32>(ys + place);
    minX = min(minX, x);
    minY = min(minY, y);
    maxX = max(maxX, x);
    maxY = max(maxY, y);
  }
}
