import type { FilterInput } from '@zlm/server/contract';

const MOST_M = 500_000; // what an address takes

/** Everything within so many metres of a spot. */
export function circleFilter(
  lngLat: readonly [number | string, number | string],
  metres: number | string,
): FilterInput {
  return { near: `${lngLat.join(',')},${metres}` };
}

/** Metres a list can be narrowed to. */
const RADII = [500, 1_000, 3_000, 5_000, 10_000, 30_000];

/** Those that mean something around a spot which may be so many metres off. */
export function radiiFor(accuracy: number): number[] {
  return RADII.filter((metres) => metres >= accuracy);
}

/** As wide as was wanted, or as the spot is known. */
export function widen(metres: number, accuracy: number): number {
  if (metres >= accuracy) return metres;
  return radiiFor(accuracy)[0] ?? Math.min(Math.ceil(accuracy), MOST_M);
}

export const noCircle: FilterInput = { near: undefined };

/** The circle that is asked for. */
export function circleOf({ near }: FilterInput): { lngLat: [number, number]; metres: number } | null {
  if (!near) return null;
  const [lng, lat, metres] = near.split(',').map(Number) as [number, number, number];
  return { lngLat: [lng, lat], metres };
}
