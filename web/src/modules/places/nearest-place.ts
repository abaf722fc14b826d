import type { LngLat } from '../../geometry/lng-lat.ts';

const REACH = 0.01; // degrees: what a map seen from afar rounds away

/** The place a spot on the map stands for, null when none is near. */
export function nearestPlace<P extends { lngLat: LngLat }>(places: readonly P[], [lng, lat]: LngLat): P | null {
  const away = ({ lngLat }: P) => Math.max(Math.abs(lngLat[0] - lng), Math.abs(lngLat[1] - lat));
  const [nearest] = [...places].sort((a, b) => away(a) - away(b));
  return nearest && away(nearest) < REACH ? nearest : null;
}
