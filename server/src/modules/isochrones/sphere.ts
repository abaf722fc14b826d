import { destination } from '@turf/destination';

export type Spot = readonly [lng: number, lat: number];

const DIGITS = 5; // of a degree: about 1 m

/** The spot `metres` away; bearing in degrees, 0 = north, clockwise. */
export function travel(from: Spot, bearing: number, metres: number): Spot {
  const [lng, lat] = destination([...from], metres, bearing, { units: 'meters' }).geometry.coordinates;
  return [round(lng!), round(lat!)];
}

/** A spot for each of `count` bearings, clockwise from north; radii in metres. */
export function ringAround(from: Spot, radii: readonly number[]): Spot[] {
  return radii.map((metres, i) => travel(from, (i * 360) / radii.length, metres));
}

function round(degrees: number): number {
  return Number(degrees.toFixed(DIGITS));
}
