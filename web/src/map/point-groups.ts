import type { LngLat } from '../geometry/lng-lat.ts';
import { metresBetween } from '../geometry/metres.ts';

/** What is at one spot, in its order. */
export interface PointGroup<P> {
  lngLat: LngLat;
  points: P[];
}

const SMALLEST = 9; // CSS px
const LARGEST = 26;
/** A finger beside the circle still means it. */
const FINGER = 12;

export function groupPoints<P extends { lngLat: LngLat }>(points: readonly P[]): PointGroup<P>[] {
  const groups = new Map<string, PointGroup<P>>();
  for (const point of points) {
    const key = point.lngLat.join();
    const group = groups.get(key) ?? { lngLat: point.lngLat, points: [] };
    group.points.push(point);
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** Its area grows with how many are there. */
export const radiusOfGroup = ({ points }: PointGroup<unknown>): number =>
  Math.min(LARGEST, SMALLEST * Math.sqrt(points.length));

/** The one that a tap means at a zoom; null: none of them. */
export function findTapped<P>(groups: readonly PointGroup<P>[], at: LngLat, zoom: number): PointGroup<P> | null {
  const metresPerPixel = (40_075_017 * Math.cos((at[1] * Math.PI) / 180)) / (512 * 2 ** zoom);
  let best: PointGroup<P> | null = null;
  let nearest = Infinity;
  for (const group of groups) {
    const away = metresBetween(group.lngLat, at) / metresPerPixel;
    if (away > radiusOfGroup(group) + FINGER || away >= nearest) continue;
    [best, nearest] = [group, away];
  }
  return best;
}
