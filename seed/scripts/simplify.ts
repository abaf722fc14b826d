import { isClosed } from './gshhg-lines.ts';
import type { LngLat } from './gshhg-lines.ts';

const METRES_PER_DEGREE = 111_320;

/** Douglas-Peucker with a tolerance in metres that may differ from place to place; ends stay, rings stay rings. */
export function simplifyLine(points: LngLat[], toleranceAt: (point: LngLat) => number): LngLat[] {
  if (points.length < 5) return points;
  const kept = new Uint8Array(points.length);
  kept[0] = kept[points.length - 1] = 1;
  const spans: [number, number][] = isClosed(points) ? splitRing(points, kept) : [[0, points.length - 1]];
  for (let span = spans.pop(); span; span = spans.pop()) {
    const [first, last] = span;
    let worst = 0;
    let at = -1;
    for (let i = first + 1; i < last; i++) {
      const excess = distance(points[i]!, points[first]!, points[last]!) / toleranceAt(points[i]!);
      if (excess > worst) [worst, at] = [excess, i];
    }
    if (worst <= 1) continue;
    kept[at] = 1;
    spans.push([first, at], [at, last]);
  }
  const simple = points.filter((_, i) => kept[i]);
  return isClosed(points) && simple.length < 4 ? points : simple;
}

// A ring needs a second anchor: the point farthest from its first.
function splitRing(points: LngLat[], kept: Uint8Array): [number, number][] {
  let far = 0;
  points.forEach((point, i) => {
    if (distance(point, points[0]!, points[0]!) > distance(points[far]!, points[0]!, points[0]!)) far = i;
  });
  kept[far] = 1;
  return [
    [0, far],
    [far, points.length - 1],
  ];
}

/** Metres from a point to a segment, flat within a few hundred kilometres. */
function distance(point: LngLat, a: LngLat, b: LngLat): number {
  const stretch = Math.cos((point[1] * Math.PI) / 180);
  const [dx, dy] = [(b[0] - a[0]) * stretch, b[1] - a[1]];
  const [px, py] = [(point[0] - a[0]) * stretch, point[1] - a[1]];
  const length = dx * dx + dy * dy;
  const t = length ? Math.max(0, Math.min(1, (px * dx + py * dy) / length)) : 0;
  return Math.hypot(px - t * dx, py - t * dy) * METRES_PER_DEGREE;
}
