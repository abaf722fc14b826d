import type { Division } from '@zlm/server/contract';

const ZOOMS: Record<Division['level'], number> = { province: 6.8, city: 9, county: 11, township: 13, village: 14.5 };

/** The level of what an address names as a place; a device or a well-known place counts as a township. */
export function levelOf(place: string): Division['level'] {
  if (!/^\d{6}$/.test(place)) return 'township';
  return place.endsWith('0000') ? 'province' : place.endsWith('00') ? 'city' : 'county';
}

/** A zoom at which a division of this level fills a phone. */
export function zoomOf(level: Division['level']): number {
  return ZOOMS[level];
}
