import { latOf, lngOf, metresBetween, WORLD } from './projection.ts';

const RADIANS = Math.PI / 180;
// Of a metre: rounding must not make a box seem farther than what it holds.
const SLACK = 0.05;

/** A lower bound in metres of the way from a point to anything in a square of the grid. */
export function metresToBox(lng: number, lat: number, x: number, y: number, side: number): number {
  // The outermost rows also hold what the projection cuts off.
  const south = y + side >= WORLD ? -90 : latOf(y + side);
  const north = y === 0 ? 90 : latOf(y - 1);
  const [west, east] = [x === 0 ? -180 : lngOf(x - 1), x + side >= WORLD ? 180 : lngOf(x + side)];
  if (lng >= west && lng <= east) {
    if (lat >= south && lat <= north) return 0;
    return slacken(metresBetween(lng, lat, lng, lat < south ? south : north));
  }
  const away = Math.min(Math.abs(lng - west), 360 - Math.abs(lng - west));
  const other = Math.min(Math.abs(lng - east), 360 - Math.abs(lng - east));
  const nearest = Math.min(away, other);
  // On a meridian the way is shortest at its foot, or at an end of the side.
  const foot = Math.atan2(Math.tan(lat * RADIANS), Math.cos(nearest * RADIANS)) / RADIANS;
  const lats = [south, north, ...(foot > south && foot < north ? [foot] : [])];
  return slacken(Math.min(...lats.map((sideLat) => metresBetween(0, lat, nearest, sideLat))));
}

function slacken(metres: number): number {
  return Math.max(0, metres * (1 - 1e-9) - SLACK);
}
