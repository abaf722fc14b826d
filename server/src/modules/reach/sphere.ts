export type Spot = readonly [lng: number, lat: number];

const EARTH_RADIUS = 6_371_008.8; // metres, as the index measures
const RADIANS = Math.PI / 180;
const DIGITS = 5; // of a degree: about 1 m

/** The spot `metres` away; bearing in degrees, 0 = north, clockwise. */
export function travel([lng, lat]: Spot, bearing: number, metres: number): Spot {
  const angle = metres / EARTH_RADIUS;
  const [course, south] = [bearing * RADIANS, lat * RADIANS];
  const sine = Math.sin(south) * Math.cos(angle) + Math.cos(south) * Math.sin(angle) * Math.cos(course);
  const east = Math.atan2(
    Math.sin(course) * Math.sin(angle) * Math.cos(south),
    Math.cos(angle) - Math.sin(south) * sine,
  );
  return [round(lng + east / RADIANS), round(Math.asin(sine) / RADIANS)];
}

/** A spot for each of `count` bearings, clockwise from north; radii in metres. */
export function ringAround(from: Spot, radii: readonly number[]): Spot[] {
  return radii.map((metres, i) => travel(from, (i * 360) / radii.length, metres));
}

function round(degrees: number): number {
  return Number(degrees.toFixed(DIGITS));
}
