/** Web Mercator in a unit square, x to the east and y to the south. */
export type Spot = readonly [x: number, y: number];
type LngLat = readonly number[];

/** Land of a map in units of the unit square, and the paper it goes on. */
export interface Frame {
  west: number;
  north: number;
  /** Paper units for the whole unit square. */
  scale: number;
  width: number;
  height: number;
}

const EARTH_METRES = 40_075_017;
/** Share of the paper kept free around the pins. */
const MARGIN = 0.14;
/** Metres across the paper at least, so that one spot has a neighbourhood. */
const FEWEST_METRES = 2_000;

export function toSpot([lng = 0, lat = 0]: LngLat): Spot {
  const sin = Math.sin((lat * Math.PI) / 180);
  return [lng / 360 + 0.5, 0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI)];
}

/** The smallest frame of these paper units that holds all spots with a margin. */
export function frameOf(spots: readonly LngLat[], width: number, height: number): Frame {
  const points = spots.map(toSpot);
  const [west, east] = extent(points.map(([x]) => x));
  const [north, south] = extent(points.map(([, y]) => y));
  const middle = (north + south) / 2;
  const fewest = FEWEST_METRES / metresAcross(middle);
  const free = 1 - 2 * MARGIN;
  const across = Math.max((east - west) / free, (((south - north) / free) * width) / height, fewest);
  const scale = width / across;
  return { west: (west + east) / 2 - across / 2, north: middle - height / scale / 2, scale, width, height };
}

function extent(values: readonly number[]): [least: number, most: number] {
  return [Math.min(...values), Math.max(...values)];
}

/** Metres a whole turn around the earth measures at this y. */
function metresAcross(y: number): number {
  const lat = Math.atan(Math.sinh(Math.PI * (1 - 2 * y)));
  return EARTH_METRES * Math.cos(lat);
}

export function toPaper({ west, north, scale }: Frame, lngLat: LngLat): Spot {
  const [x, y] = toSpot(lngLat);
  return [(x - west) * scale, (y - north) * scale];
}

/** The roundest distance that fits into `most` paper units. */
export function scaleBar({ north, scale, height }: Frame, most: number): { metres: number; units: number } {
  const perUnit = metresAcross(north + height / scale / 2) / scale;
  const power = 10 ** Math.floor(Math.log10(most * perUnit));
  const metres = [5, 2, 1].map((step) => step * power).find((step) => step / perUnit <= most) ?? power;
  return { metres, units: metres / perUnit };
}
