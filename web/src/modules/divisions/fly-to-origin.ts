import { isCoarse } from '@zlm/server/contract/words/exactness';
import { useViewState } from '../../state/view-state.ts';
import type { Origin } from './origin.ts';

/** Moves the map to where one starts, so that the whole of an area is seen. */
export function useFlyToOrigin() {
  const viewState = useViewState();
  return ({ lngLat: [lng, lat], accuracy }: Origin, zoom: number): void =>
    viewState.flyAround({ lng, lat, zoom }, isCoarse(accuracy) ? accuracy : 0);
}
