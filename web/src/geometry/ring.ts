import { area } from '@turf/area';
import { destination } from '@turf/destination';
import { kinks } from '@turf/kinks';
import type { Polygon } from 'geojson';
import type { LngLat } from './lng-lat.ts';

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

/** Square metres on the sphere, whichever way round. */
export function areaOf(ring: readonly LngLat[]): number {
  return area(toPolygon(ring));
}

/** Corners of a circle on the sphere. */
export function circleAround(center: LngLat, metres: number, corners = 64): LngLat[] {
  return Array.from(
    { length: corners },
    (_, i) => destination(center, metres, (i * 360) / corners, { units: 'meters' }).geometry.coordinates as LngLat,
  );
}

function toPolygon(ring: readonly LngLat[]): Polygon {
  return { type: 'Polygon', coordinates: [[...ring, ring[0]!]] };
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
  if (kinks(toPolygon(ring)).features.length > 0) return 'crossing';
  return areaOf(ring) < 1 ? 'flat' : null;
}
