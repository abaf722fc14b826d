export const STOPS = ['peek', 'half', 'full'] as const;
export type SheetStop = (typeof STOPS)[number];

/** px per ms from which a flick decides instead of the position */
const FLICK = 0.4;

/** The stop a released sheet goes to; `speed` in px per ms, upwards positive. */
export function settle(shown: number, speed: number, heights: Record<SheetStop, number>): SheetStop {
  if (speed > FLICK) return STOPS.find((stop) => heights[stop] > shown) ?? 'full';
  if (speed < -FLICK) return [...STOPS].reverse().find((stop) => heights[stop] < shown) ?? 'peek';
  const distance = (stop: SheetStop) => Math.abs(heights[stop] - shown);
  return STOPS.reduce((best, stop) => (distance(stop) < distance(best) ? stop : best));
}

export function nextStop(stop: SheetStop, by: 1 | -1): SheetStop {
  const index = STOPS.indexOf(stop) + by;
  return STOPS[Math.max(0, Math.min(STOPS.length - 1, index))]!;
}
