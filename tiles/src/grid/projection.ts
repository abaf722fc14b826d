/** Side of the world in grid units: Web Mercator on 32 bits, about 1 cm at the equator. */
export const WORLD = 2 ** 32;

/** Mean earth radius in metres (IUGG). */
export const EARTH_RADIUS = 6_371_008.8;

const RADIANS = Math.PI / 180;
// Radians, under a thousandth of a millimetre: what rounding loses of a short way across the date line.
const ROUNDING = 1e-13;
// Swallows the rounding of degrees, so that the bbox of a tile is the tile.
const SNAP = 1e-3;

/** Unrounded position of a longitude, 0 (west) to WORLD (east). */
function mercatorX(lng: number): number {
  return Math.min(WORLD, Math.max(0, (lng / 360 + 0.5) * WORLD));
}

/** Unrounded position of a latitude, 0 (north) to WORLD (south); the poles clamp to the edge. */
function mercatorY(lat: number): number {
  const sine = Math.sin(lat * RADIANS);
  const y = (0.5 - (0.25 * Math.log((1 + sine) / (1 - sine))) / Math.PI) * WORLD;
  return Math.min(WORLD, Math.max(0, y));
}

// Where the square of the projection ends, in degrees.
const LAST_LAT = 85.0511287;

/** Whether the projection cuts a latitude off. */
export function isPolar(lat: number): boolean {
  return Math.abs(lat) > LAST_LAT;
}

/** Grid column of a longitude in degrees. */
export function worldX(lng: number): number {
  return Math.min(WORLD - 1, Math.floor(mercatorX(lng)));
}

/** Grid row of a latitude in degrees, counted from the north. */
export function worldY(lat: number): number {
  return Math.min(WORLD - 1, Math.floor(mercatorY(lat)));
}

/** Longitude of the middle of a grid column; `worldX` gives the column back. */
export function lngOf(x: number): number {
  return ((x + 0.5) / WORLD - 0.5) * 360;
}

/** Latitude of the middle of a grid row; `worldY` gives the row back. */
export function latOf(y: number): number {
  return Math.atan(Math.sinh((0.5 - (y + 0.5) / WORLD) * 2 * Math.PI)) / RADIANS;
}

/** Half-open rectangle on the grid. */
export interface Rect {
  x0: number;
  y0: number;
  x1: number;
  y1: number;
}

/** The grid cells a bbox touches, half-open. Throws when a side is not finite or the sides are swapped. */
export function rectOf(bbox: readonly [number, number, number, number]): Rect {
  const [west, south, east, north] = bbox;
  if (!bbox.every(Number.isFinite) || west > east || south > north) {
    throw new RangeError(`bbox is not west,south,east,north: ${bbox.join(',')}`);
  }
  return {
    x0: Math.floor(mercatorX(west) + SNAP),
    y0: Math.floor(mercatorY(north) + SNAP),
    x1: Math.ceil(mercatorX(east) - SNAP),
    y1: Math.ceil(mercatorY(south) - SNAP),
  };
}

/** Great-circle metres between two points in degrees (haversine). */
export function metresBetween(lng1: number, lat1: number, lng2: number, lat2: number): number {
  const dLat = Math.sin(((lat2 - lat1) * RADIANS) / 2);
  const dLng = Math.sin(((lng2 - lng1) * RADIANS) / 2);
  const h = dLat * dLat + Math.cos(lat1 * RADIANS) * Math.cos(lat2 * RADIANS) * dLng * dLng;
  return 2 * EARTH_RADIUS * Math.asin(Math.min(1, Math.sqrt(h)));
}

/** A rectangle that holds every point within `metres`; the full width near a pole or across the date line. */
export function rectAround(lng: number, lat: number, metres: number): Rect {
  const angle = (metres / EARTH_RADIUS) * 1.000001 + ROUNDING;
  const dLat = angle / RADIANS;
  const [south, north] = [Math.max(-90, lat - dLat), Math.min(90, lat + dLat)];
  const narrow = lat + dLat < 90 && lat - dLat > -90;
  const dLng = narrow ? Math.asin(Math.min(1, Math.sin(angle) / Math.cos(lat * RADIANS))) / RADIANS : 180;
  if (lng - dLng < -180 || lng + dLng > 180) return widened(rectOf([-180, south, 180, north]));
  return widened(rectOf([lng - dLng, south, lng + dLng, north]));
}

function widened({ x0, y0, x1, y1 }: Rect): Rect {
  return { x0: x0 - 1, y0: y0 - 1, x1: x1 + 1, y1: y1 + 1 };
}
