const DAY_MS = 86_400_000;
const STALE_DAYS = 183;

/** Confirmed so long ago that somebody should ask first; `on` like 2026-11-28, `now` in ms. */
export function isStale(on: string, now: number): boolean {
  return now - Date.parse(`${on}T00:00:00+08:00`) > STALE_DAYS * DAY_MS;
}
