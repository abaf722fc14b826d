import { bearing } from '@turf/bearing';
import { distance } from '@turf/distance';

/** Great-circle distance of two [lng, lat] in metres, on the sphere with the earth's mean radius. */
export function metresBetween(a: readonly [number, number], b: readonly [number, number]): number {
  return distance([...a], [...b], { units: 'meters' });
}

/** Direction from `a` to `b` in degrees, 0 = north, clockwise, -180 to 180. */
export function bearingBetween(a: readonly [number, number], b: readonly [number, number]): number {
  return bearing([...a], [...b]);
}
