import { isClosed } from './gshhg-lines.ts';
import type { Bbox, LngLat } from './gshhg-lines.ts';

export type Ring = LngLat[];

/**
 * Rings from lines that keep the inside on their left. Open lines must begin and end on the frame and are joined along it,
 * counterclockwise, which keeps the inside on the left there too.
 */
export function closeRings(lines: LngLat[][], frame: Bbox): Ring[] {
  const rings = lines.filter(isClosed);
  const open = lines.filter((line) => !isClosed(line));
  const byStart = open.map((line) => ({ line, at: alongFrame(line[0]!, frame) })).sort((a, b) => a.at - b.at);
  const used = new Set<LngLat[]>();
  for (const first of open) {
    if (used.has(first)) continue;
    const ring: Ring = [];
    for (let line = first; !used.has(line);) {
      used.add(line);
      ring.push(...line);
      const end = alongFrame(line.at(-1)!, frame);
      const next = byStart.find((candidate) => candidate.at >= end) ?? byStart[0]!;
      ring.push(...cornersBetween(end, next.at, frame));
      line = next.line;
    }
    ring.push(ring[0]!);
    rings.push(ring.filter((point, i) => i === 0 || point.join() !== ring[i - 1]!.join()));
  }
  return rings;
}

/** Polygons with holes: counterclockwise rings are outer, each clockwise one goes into the smallest outer around it. */
export function nestRings(rings: Ring[]): Ring[][] {
  const outers = rings.filter((ring) => signedArea(ring) > 0).sort((a, b) => signedArea(a) - signedArea(b));
  const polygons = outers.map((outer) => [outer]);
  for (const hole of rings.filter((ring) => signedArea(ring) < 0)) {
    const polygon = polygons.find(([outer]) => contains(outer!, hole[0]!));
    if (!polygon) throw new Error(`hole outside every ring at ${hole[0]!.join()}`);
    polygon.push(hole);
  }
  return polygons;
}

/** In square degrees, positive when counterclockwise. */
export function signedArea(ring: Ring): number {
  let twice = 0;
  for (let i = 1; i < ring.length; i++) {
    // Relative to the first point, or small islands drown in rounding.
    const [ax, ay] = [ring[i - 1]![0] - ring[0]![0], ring[i - 1]![1] - ring[0]![1]];
    const [bx, by] = [ring[i]![0] - ring[0]![0], ring[i]![1] - ring[0]![1]];
    twice += ax * by - bx * ay;
  }
  return twice / 2;
}

export function contains(ring: Ring, [x, y]: LngLat): boolean {
  let inside = false;
  for (let i = 1; i < ring.length; i++) {
    const [[ax, ay], [bx, by]] = [ring[i - 1]!, ring[i]!];
    if (ay > y !== by > y && x < ax + ((y - ay) / (by - ay)) * (bx - ax)) inside = !inside;
  }
  return inside;
}

/** Where a point lies on the frame: 0-1 south edge eastward, 1-2 east, 2-3 north westward, 3-4 west. */
function alongFrame([lng, lat]: LngLat, [west, south, east, north]: Bbox): number {
  if (lat === south) return (lng - west) / (east - west);
  if (lng === east) return 1 + (lat - south) / (north - south);
  if (lat === north) return 2 + (east - lng) / (east - west);
  if (lng === west) return 3 + (north - lat) / (north - south);
  throw new Error(`open line ends off the frame at ${lng},${lat}`);
}

function cornersBetween(from: number, to: number, [west, south, east, north]: Bbox): LngLat[] {
  const corners: LngLat[] = [
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
  const last = to < from ? to + 4 : to;
  const passed: LngLat[] = [];
  for (let corner = Math.floor(from) + 1; corner <= last; corner++) passed.push(corners[(corner - 1) % 4]!);
  return passed;
}
