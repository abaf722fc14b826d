import type { Kind } from '@zlm/server/contract';
import { isKind } from '@zlm/server/contract/kinds';
import { AREAS } from './area-layers.ts';
import { CLUSTERS } from './learning-layers.ts';
import type { LngLat } from '../geometry/lng-lat.ts';
import type { Bbox } from './types.ts';

/** What a tap means. */
export type Target =
  | { type: 'area'; code: string | null; lngLat: LngLat }
  | { type: 'cluster'; bbox: Bbox; lngLat: LngLat }
  | { type: 'stack'; lngLat: LngLat; count: number }
  | { type: 'point'; id: number; kind: Kind; place: number | null; lngLat: LngLat };

interface Tapped {
  layer: string;
  properties: Record<string, unknown>;
  lngLat: LngLat;
}

const SPOT = 1e-6; // degrees, about 0.1 m: members this close lie on one spot
const SPOT_DIGITS = 9; // of a degree: names a spot of the server's 1 cm grid, short enough for an address

export function toTarget({ layer, properties, lngLat }: Tapped): Target | null {
  const count = Number(properties.point_count ?? 1);
  if (layer === AREAS) {
    const { division } = properties;
    return { type: 'area', code: typeof division === 'string' ? division : null, lngLat };
  }
  if (layer === CLUSTERS) return toClusterTarget(properties, lngLat, count);
  const { id, kind, place, lng, lat } = properties;
  if (count > 1) {
    const isExact = typeof lng === 'number' && typeof lat === 'number';
    return { type: 'stack', lngLat: isExact ? toSpot(lng, lat) : lngLat, count };
  }
  if (typeof id !== 'number' || !isKind(kind)) return null;
  return { type: 'point', id, kind, place: typeof place === 'number' ? place : null, lngLat };
}

function toClusterTarget(properties: Tapped['properties'], lngLat: LngLat, count: number): Target | null {
  const bbox = [properties.west, properties.south, properties.east, properties.north].map(Number) as Bbox;
  if (!bbox.every(Number.isFinite)) return null;
  const [west, south, east, north] = bbox;
  const isSpot = east - west < SPOT && north - south < SPOT;
  return isSpot ? { type: 'stack', lngLat: toSpot(west, south), count } : { type: 'cluster', bbox, lngLat };
}

function toSpot(lng: number, lat: number): LngLat {
  return [Number(lng.toFixed(SPOT_DIGITS)), Number(lat.toFixed(SPOT_DIGITS))];
}
