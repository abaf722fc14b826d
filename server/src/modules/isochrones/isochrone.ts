import { ringAround, travel, type Spot } from './sphere.ts';
import { METRES_PER_MINUTE } from './walking.ts';
import type { WalkingTimes } from './walking-times.ts';

export const RAYS = 48;
const STEPS = 12;
const LEAST = 25; // metres: an area needs an inside

/** The network answers, but knows no way from here. */
export class OffNetwork extends Error {}

/**
 * What is within `minutes` on foot, as one ring of corners: along each ray as far as every step is in time. Nothing
 * beyond a wall counts, even where a way around leads back into time. Rejects with OffNetwork or as the network does.
 */
export async function traceIsochrone(times: WalkingTimes, from: Spot, minutes: number): Promise<Spot[]> {
  const farthest = minutes * METRES_PER_MINUTE;
  const radii = Array.from({ length: STEPS }, (_, step) => ((step + 1) * farthest) / STEPS);
  const bearings = Array.from({ length: RAYS }, (_, ray) => (ray * 360) / RAYS);
  const grid = bearings.flatMap((bearing) => radii.map((metres) => travel(from, bearing, metres)));
  const found = await times.minutesTo(from, grid);
  if (found.every((time) => time === null)) throw new OffNetwork('no way leads from here');
  const reached = bearings.map((_, ray) => reach(found.slice(ray * STEPS, (ray + 1) * STEPS), radii, minutes));
  return ringAround(from, reached);
}

/** Metres along one ray until its time is up, between two steps by proportion. */
export function reach(times: readonly (number | null)[], radii: readonly number[], minutes: number): number {
  let [metres, spent] = [0, 0];
  for (const [step, time] of times.entries()) {
    if (time === null) break;
    if (time > minutes) {
      metres += ((minutes - spent) / (time - spent)) * (radii[step]! - metres);
      break;
    }
    [metres, spent] = [radii[step]!, time];
  }
  return Math.max(LEAST, metres);
}
