import type { Answer, Endpoints } from '@zlm/server/contract';
import type { LngLat } from '../../geometry/lng-lat.ts';
import { metresBetween } from '../../geometry/metres.ts';

export type QueuePoint = Answer<Endpoints['getQueueMap']>['points'][number];
/** What waits at one spot, the oldest first. */
export interface QueueSpotGroup {
  lngLat: LngLat;
  points: QueuePoint[];
}

const SMALLEST = 9; // CSS px
const LARGEST = 26;
/** A finger beside the circle still means it. */
const FINGER = 12;

export const keyOfPoint = ({ revision, report }: QueuePoint): string => revision ?? String(report);

export function groupPoints(points: readonly QueuePoint[]): QueueSpotGroup[] {
  const groups = new Map<string, QueueSpotGroup>();
  for (const point of points) {
    const key = point.lngLat.join();
    const group = groups.get(key) ?? { lngLat: point.lngLat, points: [] };
    group.points.push(point);
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** Its area grows with how many wait there. */
export const radiusOfGroup = ({ points }: QueueSpotGroup): number =>
  Math.min(LARGEST, SMALLEST * Math.sqrt(points.length));

/** The one that a tap means at a zoom; null: none of them. */
export function findTapped(groups: readonly QueueSpotGroup[], at: LngLat, zoom: number): QueueSpotGroup | null {
  const metresPerPixel = (40_075_017 * Math.cos((at[1] * Math.PI) / 180)) / (512 * 2 ** zoom);
  let best: QueueSpotGroup | null = null;
  let nearest = Infinity;
  for (const group of groups) {
    const away = metresBetween(group.lngLat, at) / metresPerPixel;
    if (away > radiusOfGroup(group) + FINGER || away >= nearest) continue;
    [best, nearest] = [group, away];
  }
  return best;
}
