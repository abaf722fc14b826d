import type { Division } from '@zlm/server/contract';
import type { LngLat } from '../../geometry/lng-lat.ts';
import { metresBetween } from '../../geometry/metres.ts';

/** The division whose position is nearest; null when none has one. */
export function findNearest(divisions: readonly Division[], at: LngLat): Division | null {
  let nearest: Division | null = null;
  let least = Infinity;
  for (const division of divisions) {
    if (!division.position) continue;
    const metres = metresBetween(division.position, at);
    if (metres < least) [nearest, least] = [division, metres];
  }
  return nearest;
}
