import type { LngLat } from './lng-lat.ts';

const EARTH_RADIUS = 6_371_008.8; // metres
const RADIANS = Math.PI / 180;
const DIGITS = 5; // of a degree, about 1 m: what an address holds
export const MOST_CORNERS = 200;

/** The corners of the filter `within`. */
export function parseRing(text: string): LngLat[] {
  const numbers = text.split(',').map(Number);
  return Array.from({ length: numbers.length / 2 }, (_, i) => [numbers[2 * i]!, numbers[2 * i + 1]!]);
}

export function formatRing(ring: readonly LngLat[]): string {
  return ring.map((corner) => corner.map((degrees) => Number(degrees.toFixed(DIGITS))).join(',')).join(',');
}

/** Square metres on the sphere, whichever way round; sides follow parallels, exact enough within a province. */
export function areaOf(ring: readonly LngLat[]): number {
  const sum = ring.reduce((total, [lng, lat], i) => {
    const [nextLng, nextLat] = ring[(i + 1) % ring.length]!;
    return total + (nextLng - lng) * RADIANS * (2 + Math.sin(lat * RADIANS) + Math.sin(nextLat * RADIANS));
  }, 0);
  return Math.abs((sum * EARTH_RADIUS * EARTH_RADIUS) / 2);
}

/** Corners of a circle on the sphere. */
export function circleAround([lng, lat]: LngLat, metres: number, corners = 64): LngLat[] {
  const angle = metres / EARTH_RADIUS;
  const south = lat * RADIANS;
  return Array.from({ length: corners }, (_, i) => {
    const course = (i * 2 * Math.PI) / corners;
    const sine = Math.sin(south) * Math.cos(angle) + Math.cos(south) * Math.sin(angle) * Math.cos(course);
    const east = Math.atan2(
      Math.sin(course) * Math.sin(angle) * Math.cos(south),
      Math.cos(angle) - Math.sin(south) * sine,
    );
    return [lng + east / RADIANS, Math.asin(sine) / RADIANS];
  });
}

/** What lies around an area, a tenth wider each way, so that its edge is seen. */
export function bboxAround(ring: readonly LngLat[]): [number, number, number, number] {
  const lngs = ring.map(([lng]) => lng);
  const lats = ring.map(([, lat]) => lat);
  const [west, south, east, north] = [Math.min(...lngs), Math.min(...lats), Math.max(...lngs), Math.max(...lats)];
  const [x, y] = [(east - west) / 10, (north - south) / 10];
  return [west - x, south - y, east + x, north + y];
}

export type Fault = 'few' | 'many' | 'crossing' | 'flat';

/** Why these corners make no area; null when they do. */
export function findFault(ring: readonly LngLat[]): Fault | null {
  if (ring.length < 3) return 'few';
  if (ring.length > MOST_CORNERS) return 'many';
  if (crossesItself(ring)) return 'crossing';
  return areaOf(ring) < 1 ? 'flat' : null;
}

function crossesItself(ring: readonly LngLat[]): boolean {
  const sides = ring.map((corner, i) => [corner, ring[(i + 1) % ring.length]!] as const);
  return sides.some(([a, b], i) =>
    sides.some(([c, d], j) => {
      const areNeighbours = j <= i + 1 || (i === 0 && j === sides.length - 1);
      return !areNeighbours && turn(a, b, c) * turn(a, b, d) < 0 && turn(c, d, a) * turn(c, d, b) < 0;
    }),
  );
}

/** Which side of a → b the spot lies on. */
function turn(a: LngLat, b: LngLat, spot: LngLat): number {
  return Math.sign((b[0] - a[0]) * (spot[1] - a[1]) - (b[1] - a[1]) * (spot[0] - a[0]));
}
