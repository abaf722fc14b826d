import type { Division } from '@zlm/server/contract';

const ZOOMS: Record<Division['level'], number> = { province: 6.8, city: 9, county: 11, township: 13, village: 14.5 };

/** A zoom at which a division of this level fills a phone. */
export function zoomOf(level: Division['level']): number {
  return ZOOMS[level];
}
