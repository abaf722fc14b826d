import type { Division, Endpoints } from '@zlm/server/contract';
import { call } from '../api/call.ts';
import { metresBetween } from '../geometry/metres.ts';
import { circleAround } from '../geometry/ring.ts';
import type { LngLat } from '../geometry/lng-lat.ts';
import { COUNTY_ZOOM, RING_ZOOM } from './area-zooms.ts';
import type { Bbox } from './types.ts';

/** Province, cities and counties by their codes. */
export type Areas = ReadonlyMap<string, Division>;

/** What is to be seen of an area: all of it between two zooms, or its middle where it is too wide for them. */
export interface AreaView {
  bbox: Bbox;
  middle: LngLat;
  zooms: [least: number, most: number];
}

const CITY_ZOOMS: AreaView['zooms'] = [COUNTY_ZOOM, RING_ZOOM - 0.1];
// Rings are there, and in a town one more tap shows the stacks of one.
const COUNTY_ZOOMS: AreaView['zooms'] = [RING_ZOOM + 0.3, RING_ZOOM + 2];
// Of the way to the next seat: the town and not yet its neighbour.
const TOWN_SHARE = 0.4;

let opened: Promise<Areas> | null = null;

/** The areas the map counts by; none when they cannot be had. */
export function openAreas(): Promise<Areas> {
  opened ??= load().catch((error: unknown) => {
    console.warn('areas:', error);
    // Asked again by the next map.
    opened = null;
    return new Map();
  });
  return opened;
}

async function load(): Promise<Areas> {
  const { divisions } = await call<Endpoints['listDivisions']>('GET', '/api/divisions', { query: {} });
  return new Map(divisions.map((division) => [division.code, division]));
}

/** A city by the seats of its counties, a county by the town around its own; null for what has no smaller areas to show. */
export function viewOfArea(areas: Areas, code: string): AreaView | null {
  const area = areas.get(code);
  if (!area?.position) return null;
  const middle = area.position;
  if (area.level === 'city') {
    const seats = positionsOf(areas, ({ parent }) => parent === code);
    return { bbox: bboxOf([middle, ...seats]), middle, zooms: CITY_ZOOMS };
  }
  if (area.level !== 'county') return null;
  const others = positionsOf(areas, (other) => other.level === 'county' && other.code !== code);
  const nearest = Math.min(...others.map((seat) => metresBetween(seat, middle)));
  const bbox = Number.isFinite(nearest) ? bboxOf(circleAround(middle, nearest * TOWN_SHARE)) : bboxOf([middle]);
  return { bbox, middle, zooms: COUNTY_ZOOMS };
}

function positionsOf(areas: Areas, isMeant: (area: Division) => boolean): LngLat[] {
  return [...areas.values()].flatMap((area) => (area.position && isMeant(area) ? [area.position] : []));
}

function bboxOf(points: readonly LngLat[]): Bbox {
  const lngs = points.map(([lng]) => lng);
  const lats = points.map(([, lat]) => lat);
  return [Math.min(...lngs), Math.min(...lats), Math.max(...lngs), Math.max(...lats)];
}
