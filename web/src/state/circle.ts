import type { FilterInput } from '@zlm/server/contract';

/** Everything within so many metres of a spot. */
export function circleFilter(
  lngLat: readonly [number | string, number | string],
  metres: number | string,
): FilterInput {
  return { near: `${lngLat.join(',')},${metres}` };
}

export const noCircle: FilterInput = { near: undefined };

/** The circle that is asked for. */
export function circleOf({ near }: FilterInput): { lngLat: [number, number]; metres: number } | null {
  if (!near) return null;
  const [lng, lat, metres] = near.split(',').map(Number) as [number, number, number];
  return { lngLat: [lng, lat], metres };
}
