import type { Division } from '@zlm/server/contract';
import { useFlyToOrigin } from './fly-to-origin.ts';
import { useOrigin, type Origin } from './origin.ts';
import { zoomOf } from './zoom.ts';

/** Measures from a place and shows what is around it. */
export function useStartAt(): (place: Origin, level?: Division['level']) => Promise<void> {
  const origin = useOrigin();
  const flyToOrigin = useFlyToOrigin();

  return async (place, level = 'township') => {
    await origin.choose(place);
    // Searches name the part of the map that is seen: its middle must not tell more than the origin does.
    if (origin.chosen) flyToOrigin(origin.chosen, zoomOf(level));
  };
}
