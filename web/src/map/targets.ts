import type { Kind } from '@zlm/server/contract';
import { isKind } from './kinds.ts';
import { CLUSTERS } from './learning-layers.ts';
import type { Bbox, LngLat } from './types.ts';

/** What a tap means. */
export type Target =
  | { type: 'cluster'; bbox: Bbox; lngLat: LngLat }
  | { type: 'stack'; lngLat: LngLat; count: number }
  | { type: 'point'; id: number; kind: Kind; place: number | null; lngLat: LngLat };

interface Tapped {
  layer: string;
  properties: Record<string, unknown>;
  lngLat: LngLat;
}

const SPOT = 1e-6; // degrees, about 0.1 m: members this close lie on one spot

export function toTarget({ layer, properties, lngLat }: Tapped): Target | null {
  const count = Number(properties.point_count ?? 1);
  if (layer === CLUSTERS) {
    const bbox = [properties.west, properties.south, properties.east, properties.north].map(Number);
    const [west, south, east, north] = bbox as [number, number, number, number];
    if (!bbox.every(Number.isFinite)) return null;
    const isSpot = east - west < SPOT && north - south < SPOT;
    return isSpot
      ? { type: 'stack', lngLat: [west, south], count }
      : { type: 'cluster', bbox: [west, south, east, north], lngLat };
  }
  if (count > 1) return { type: 'stack', lngLat, count };
  const { id, kind, place } = properties;
  if (typeof id !== 'number' || !isKind(kind)) return null;
  return { type: 'point', id, kind, place: typeof place === 'number' ? place : null, lngLat };
}
