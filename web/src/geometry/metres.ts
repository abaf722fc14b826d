/** Radius of the sphere with the earth's mean radius, metres. */
const EARTH = 6_371_008.8;

/** Great-circle distance of two [lng, lat] in metres (haversine). */
export function metresBetween(a: readonly [number, number], b: readonly [number, number]): number {
  const radians = Math.PI / 180;
  const half = (degrees: number) => Math.sin((degrees * radians) / 2) ** 2;
  const h = half(b[1] - a[1]) + Math.cos(a[1] * radians) * Math.cos(b[1] * radians) * half(b[0] - a[0]);
  return 2 * EARTH * Math.asin(Math.min(1, Math.sqrt(h)));
}
