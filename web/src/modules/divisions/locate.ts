import type { LngLat } from '../../geometry/lng-lat.ts';

const PATIENCE_MS = 8_000;
/** A question nobody answers has no end of its own. */
const LONGEST_MS = 15_000;
const FRESH_MS = 60_000;

/** Why a device gives no position. */
export type Refusal = 'refused' | 'unavailable' | 'slow';

export interface Found {
  /** WGS 84. */
  lngLat: LngLat;
  /** Metres the device may be away from there. */
  accuracy: number;
}

/** Where this device is, or why that cannot be told. */
export function locate(longestMs = LONGEST_MS): Promise<Found | Refusal> {
  if (!('geolocation' in navigator)) return Promise.resolve('unavailable');
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve('slow'), longestMs);
    const end = (found: Found | Refusal) => {
      clearTimeout(timer);
      resolve(found);
    };
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => end({ lngLat: [coords.longitude, coords.latitude], accuracy: coords.accuracy }),
      ({ code, PERMISSION_DENIED, TIMEOUT }) =>
        end(code === PERMISSION_DENIED ? 'refused' : code === TIMEOUT ? 'slow' : 'unavailable'),
      { timeout: PATIENCE_MS, maximumAge: FRESH_MS, enableHighAccuracy: false },
    );
  });
}
