import type { LngLat } from '../geometry/lng-lat.ts';
import { RING_STEPS } from './cluster-ring.ts';
import { CLUSTERS } from './learning-layers.ts';
import type { Selected } from './types.ts';

/** The ring that holds what is open. */
export interface Holder {
  lngLat: LngLat;
  /** Of the ring, CSS pixels. */
  radius: number;
}
/** A pin or a ring as it is drawn. */
export interface DrawnPin {
  layer: string;
  properties: Record<string, unknown>;
  lngLat: LngLat;
}

const SAME_SPOT = 2e-4; // degrees: what tiles of the widest zoom with pins round away, twice
const SLACK = 1e-6;

/** Among what is drawn, the nearest ring whose members lie around what is open; null where that has a pin of its own. */
export function findHolder(drawn: readonly DrawnPin[], { id, lngLat }: Pick<Selected, 'id' | 'lngLat'>): Holder | null {
  const pins = drawn.filter(({ layer }) => layer !== CLUSTERS);
  if (pins.some((pin) => isPinOf(pin, id) && away(spotOf(pin), lngLat) < SAME_SPOT)) return null;
  const [ring] = drawn
    .filter(({ layer, properties }) => layer === CLUSTERS && holds(properties, lngLat))
    .sort((a, b) => away(a.lngLat, lngLat) - away(b.lngLat, lngLat));
  return ring ? { lngLat: ring.lngLat, radius: radiusOf(Number(ring.properties.point_count)) } : null;
}

/** Its own, or that of a stack. */
const isPinOf = ({ properties }: DrawnPin, id: number) => properties.id === id || Number(properties.point_count) > 1;

function spotOf({ properties: { lng, lat }, lngLat }: DrawnPin): LngLat {
  return typeof lng === 'number' && typeof lat === 'number' ? [lng, lat] : lngLat;
}
function holds({ west, south, east, north }: DrawnPin['properties'], [lng, lat]: LngLat): boolean {
  const isWide = Number(west) - SLACK <= lng && lng <= Number(east) + SLACK;
  return isWide && Number(south) - SLACK <= lat && lat <= Number(north) + SLACK;
}
const away = (a: LngLat, b: LngLat) => Math.hypot(a[0] - b[0], a[1] - b[1]);

function radiusOf(count: number): number {
  const step = [...RING_STEPS].reverse().find(({ from }) => count >= from) ?? RING_STEPS[0];
  return step.px / 2;
}
