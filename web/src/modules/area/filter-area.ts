import { defineComponent } from 'vue';
import { useDrawn } from '../../map/use-overlay.ts';
import { useQuery } from '../../state/query.ts';
import type { LngLat } from '../../geometry/lng-lat.ts';
import { circleAround, parseRing } from '../../geometry/ring.ts';

/** Draws the area that the address asks for on the map, and nothing else. */
export default defineComponent(() => {
  const query = useQuery();
  useDrawn('filter', () => {
    const { within, near } = query.filters;
    const areas: LngLat[][] = within ? [parseRing(within)] : [];
    if (near) {
      const [lng, lat, metres] = near.split(',').map(Number) as [number, number, number];
      areas.push(circleAround([lng, lat], metres));
    }
    return { areas };
  });
  return () => null;
});
