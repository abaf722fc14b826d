const RADIANS = Math.PI / 180;

/** Web Mercator on a world of side 1, counted from the north-west. */
export const lngToX = (lng) => lng / 360 + 0.5;
export function latToY(lat) {
  const sine = Math.sin(lat * RADIANS);
  return 0.5 - (0.25 * Math.log((1 + sine) / (1 - sine))) / Math.PI;
}
export const xToLng = (x) => (x - 0.5) * 360;
export const yToLat = (y) => Math.atan(Math.sinh((0.5 - y) * 2 * Math.PI)) / RADIANS;

/**
 * West, south, east, north of a tile in degrees.
 * @returns {[west: number, south: number, east: number, north: number]}
 */
export function tileBbox(z, x, y) {
  const side = 2 ** z;
  return [xToLng(x / side), yToLat((y + 1) / side), xToLng((x + 1) / side), yToLat(y / side)];
}

/**
 * Columns and lines [west, north, east, south] of the tiles of a zoom that a bbox meets.
 * @param {number} z
 * @param {readonly number[]} bbox
 */
export function tilesOf(z, [west, south, east, north]) {
  const side = 2 ** z;
  return [lngToX(west), latToY(north), lngToX(east), latToY(south)].map((part) => Math.floor(part * side));
}
