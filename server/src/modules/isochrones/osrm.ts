import { z } from 'zod';
import { createOutbound } from '../../outbound/outbound.ts';
import { createBreaker } from './breaker.ts';
import type { Spot } from './sphere.ts';
import { METRES_PER_MINUTE } from './walking.ts';
import type { WalkingTimes } from './walking-times.ts';

// osrm-routed takes 100 coordinates in a table unless told otherwise.
const MOST_SPOTS = 99;
const PATIENCE_MS = 2_000;
const SECONDS = 60;

const Snapped = z.object({ distance: z.number().nonnegative().default(0) });
const Table = z.object({
  code: z.literal('Ok'),
  durations: z.tuple([z.array(z.number().nonnegative().nullable())]),
  sources: z.tuple([Snapped]),
  destinations: z.array(Snapped),
});

/** Walking times of a server that speaks OSRM's table service, profile foot; all of them within two seconds. */
export function createOsrm(origin: string, patienceMs = PATIENCE_MS): WalkingTimes {
  const attempt = createBreaker();
  const fetchInside = createOutbound({ trusted: new URL(origin).origin });

  async function readTable(from: Spot, spots: readonly Spot[], signal: AbortSignal): Promise<(number | null)[]> {
    const coordinates = [from, ...spots].map((spot) => spot.join(',')).join(';');
    const destinations = spots.map((_, i) => i + 1).join(';');
    const url = `${origin}/table/v1/foot/${coordinates}?sources=0&destinations=${destinations}&annotations=duration&generate_hints=false`;
    const { status, body } = await fetchInside(url, { signal });
    if (status !== 200) throw new Error(`the router answered ${status}`);
    const table = Table.parse(JSON.parse(body.toString()));
    const [times] = table.durations;
    if (times.length !== spots.length || table.destinations.length !== spots.length) {
      throw new Error('the router answered another question');
    }
    // The steps from a spot to its street and back are walked too.
    const start = table.sources[0].distance;
    return times.map((seconds, i) =>
      seconds === null ? null : seconds / SECONDS + (start + table.destinations[i]!.distance) / METRES_PER_MINUTE,
    );
  }

  return {
    minutesTo: (from, spots) =>
      attempt(async () => {
        const signal = AbortSignal.timeout(patienceMs);
        const parts = Array.from({ length: Math.ceil(spots.length / MOST_SPOTS) }, (_, i) =>
          readTable(from, spots.slice(i * MOST_SPOTS, (i + 1) * MOST_SPOTS), signal),
        );
        return (await Promise.all(parts)).flat();
      }),
  };
}
