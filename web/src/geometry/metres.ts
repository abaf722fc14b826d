import { distance } from '@turf/distance';

const toRadians = (degrees: number) => (degrees * Math.PI) / 180;

/** Great-circle distance of two [lng, lat] in metres, on the sphere with the earth's mean radius. */
export function metresBetween(a: readonly [number, number], b: readonly [number, number]): number {
  return distance([...a], [...b], { units: 'meters' });
}

/** Direction in which the great circle from `a` to `b` begins, in degrees, 0 = north, clockwise, -180 to 180. */
export function bearingBetween(a: readonly [number, number], b: readonly [number, number]): number {
  const [lat, other, lng] = [toRadians(a[1]), toRadians(b[1]), toRadians(b[0] - a[0])];
  const north = Math.cos(lat) * Math.sin(other) - Math.sin(lat) * Math.cos(other) * Math.cos(lng);
  return (Math.atan2(Math.sin(lng) * Math.cos(other), north) * 180) / Math.PI;
}
