import type { Lang } from '../../../contract/lists.ts';

export interface GeocodedAddress {
  name: string;
  address: string;
  /** WGS 84. */
  lngLat: readonly [lng: number, lat: number];
  /** Metres it may be off; null where nobody says. */
  precision: number | null;
  division: string | null;
}
/** Where an address is. */
export interface Geocoder {
  names: Record<Lang, string>;
  isStandIn: boolean;
  /** Likeliest first; may throw. */
  find(address: string): Promise<readonly GeocodedAddress[]>;
}
