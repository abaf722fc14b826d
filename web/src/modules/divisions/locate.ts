import type { LngLat } from '../../state/stage.ts';

const PATIENCE_MS = 8_000;
const FRESH_MS = 60_000;

/** The position of this device in WGS 84, or why there is none. */
export function locate(): Promise<LngLat | 'refused' | 'unavailable'> {
  if (!('geolocation' in navigator)) return Promise.resolve('unavailable');
  return new Promise((resolve) => {
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => resolve([coords.longitude, coords.latitude]),
      (error) => resolve(error.code === error.PERMISSION_DENIED ? 'refused' : 'unavailable'),
      { timeout: PATIENCE_MS, maximumAge: FRESH_MS, enableHighAccuracy: false },
    );
  });
}
