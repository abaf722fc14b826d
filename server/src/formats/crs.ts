import { distance as turfDistance } from '@turf/distance';
import gcoordModule from 'gcoord';
import type { Position } from 'geojson';
import type { Polygonal } from './geojson.ts';

export type Crs = 'WGS84' | 'CGCS2000' | 'GCJ02' | 'BD09';
export type LngLat = [lng: number, lat: number];

/** Why coordinates cannot be a place in Zhejiang. */
export type PositionFlaw = 'not-a-number' | 'out-of-range' | 'null-island' | 'swapped' | 'outside';

/** Zhejiang with its islands: west, south, east, north. */
const ZHEJIANG = [118, 27, 123.2, 31.3] as const;
const MARGIN_M = 50_000;
const METRES_PER_DEGREE = 111_320;

// The types promise an ES module, the file is CommonJS: its exports are the default import itself.
const gcoord = gcoordModule as unknown as typeof gcoordModule.default;
// CGCS2000 and WGS 84 differ by centimetres.
const systems = { WGS84: gcoord.WGS84, CGCS2000: gcoord.WGS84, GCJ02: gcoord.GCJ02, BD09: gcoord.BD09 } as const;

/** Accepts the names of the command line and of spreadsheets: gcj02, GCJ-02, WGS 84, bd09ll. */
export function parseCrs(text: string): Crs | null {
  const name = text
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '')
    .replace(/LL$/, '');
  return name in systems ? (name as Crs) : null;
}

/** Converted by `gcoord`, whose way back may be 0.25 m off, and put right once: at most 1 cm away after a round trip. */
export function toWgs84(lngLat: LngLat, crs: Crs): LngLat {
  const near = gcoord.transform<LngLat>([...lngLat], systems[crs], gcoord.WGS84);
  const drawn = fromWgs84(near, crs);
  return [near[0] + lngLat[0] - drawn[0], near[1] + lngLat[1] - drawn[1]];
}

export function fromWgs84(lngLat: LngLat, crs: Crs): LngLat {
  return gcoord.transform<LngLat>([...lngLat], gcoord.WGS84, systems[crs]);
}

/** A position in the systems of map apps, to 0.1 m. */
export function toPositions(wgs84: LngLat): Record<'wgs84' | 'gcj02' | 'bd09', LngLat> {
  const round = ([lng, lat]: LngLat): LngLat => [Number(lng.toFixed(6)), Number(lat.toFixed(6))];
  return { wgs84: round(wgs84), gcj02: round(fromWgs84(wgs84, 'GCJ02')), bd09: round(fromWgs84(wgs84, 'BD09')) };
}

/** A converted copy; heights are dropped. */
export function polygonToWgs84(geometry: Polygonal, crs: Crs): Polygonal {
  const convert = (ring: Position[]) => ring.map(([lng, lat]) => toWgs84([lng!, lat!], crs));
  if (geometry.type === 'Polygon') return { type: 'Polygon', coordinates: geometry.coordinates.map(convert) };
  return { type: 'MultiPolygon', coordinates: geometry.coordinates.map((polygon) => polygon.map(convert)) };
}

/** Null when the coordinates may be a place in Zhejiang, in whichever system. */
export function findPositionFlaw(lng: number, lat: number): PositionFlaw | null {
  if (!Number.isFinite(lng) || !Number.isFinite(lat)) return 'not-a-number';
  if (Math.abs(lng) < 0.01 && Math.abs(lat) < 0.01) return 'null-island';
  if (lng >= 20 && lng <= 60 && lat >= 70 && lat <= 140) return 'swapped';
  if (Math.abs(lng) > 180 || Math.abs(lat) > 90) return 'out-of-range';
  return metresOutside(lng, lat) > MARGIN_M ? 'outside' : null;
}

/** The last decimal place in metres, from the numbers as they were written: as often cut there as rounded. */
export function toPrecision(lng: string, lat: string): number {
  const decimals = Math.max(countDecimals(lng), countDecimals(lat));
  return Number((METRES_PER_DEGREE * 10 ** -decimals).toPrecision(2));
}

const countDecimals = (text: string) => /\.(\d+)/.exec(text)?.[1]?.length ?? 0;

function metresOutside(lng: number, lat: number): number {
  const [west, south, east, north] = ZHEJIANG;
  return distance([lng, lat], [Math.min(Math.max(lng, west), east), Math.min(Math.max(lat, south), north)]);
}

/** Great-circle distance in metres. */
export function distance(a: LngLat, b: LngLat): number {
  return turfDistance(a, b, { units: 'meters' });
}
