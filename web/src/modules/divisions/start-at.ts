import { useViewState } from '../../state/view-state.ts';
import { useOrigin, type Origin } from './origin.ts';
import { zoomOf } from './zoom.ts';

/** Measures from a place and shows what is around it. */
export function useStartAt(): (place: Origin) => Promise<void> {
  const origin = useOrigin();
  const viewState = useViewState();

  return async (place) => {
    const [lng, lat] = place.lngLat;
    await origin.choose(place);
    viewState.flyTo({ lng, lat, zoom: zoomOf('township') });
  };
}
