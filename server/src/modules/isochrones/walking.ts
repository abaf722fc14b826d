/** Metres a person walks in a minute: 4.8 km/h. */
export const METRES_PER_MINUTE = 80;
/** How much longer a way on foot is than the straight line. */
export const DETOUR_FACTOR = 1.3;

/** Metres as the crow flies that a walk of so many minutes leads, streets taken as usual. */
export function straightMetres(minutes: number): number {
  return Math.round((minutes * METRES_PER_MINUTE) / DETOUR_FACTOR);
}
