/** As the server estimates walks without a street network: metres a minute, and ways against straight lines. */
export const METRES_PER_MINUTE = 80;
export const DETOUR_FACTOR = 1.3;
/** Farther nobody means to walk. */
const LONGEST_MINUTES = 40;

/** Minutes on foot for a straight distance; null where it is too far to walk. */
export function walkingMinutes(metres: number): number | null {
  const minutes = Math.max(1, Math.round((metres * DETOUR_FACTOR) / METRES_PER_MINUTE));
  return minutes <= LONGEST_MINUTES ? minutes : null;
}
