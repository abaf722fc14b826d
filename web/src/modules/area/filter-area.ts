import { defineComponent } from 'vue';
import { useDrawn } from '../../map/use-overlay.ts';
import { circleOf } from '../../state/circle.ts';
import { useQuery } from '../../state/query.ts';
import type { LngLat } from '../../geometry/lng-lat.ts';
import { circleAround, parseRing } from '../../geometry/ring.ts';

/** Draws the area that the address asks for on the map, and nothing else. */
export default defineComponent(() => {
  const query = useQuery();
  useDrawn('filter', () => {
    const { within } = query.filters;
    const circle = circleOf(query.filters);
    const areas: LngLat[][] = within ? [parseRing(within)] : [];
    if (circle) areas.push(circleAround(circle.lngLat, circle.metres));
    return { areas };
  });
  return () => null;
});
