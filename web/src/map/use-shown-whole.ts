import { watch } from 'vue';
import { bboxAround } from '../geometry/ring.ts';
import { useQuery } from '../state/query.ts';
import { useViewState } from '../state/view-state.ts';
import { fit } from '../state/viewport.ts';
import type { MapPoint, MapPoints } from './use-map-points.ts';

/** CSS pixels of room around the outermost circles, and below them for the scale. */
const ROOM = 40;
const SCALE_ROOM = 100;
/** One alone is shown with its streets, not its house. */
const CLOSEST = 14;

/** The map shows all points whenever they are read. */
export function useShownWhole<P extends MapPoint>(map: MapPoints<P>): void {
  const query = useQuery();
  const viewState = useViewState();
  function show(): void {
    const { size, padding } = viewState;
    const spots = map.groups.value.map(({ lngLat }) => lngLat);
    if (!size || spots.length === 0) return;
    const { top, right, bottom, left } = padding;
    const room = { top: top + ROOM, right: right + ROOM, bottom: bottom + SCALE_ROOM, left: left + ROOM };
    const to = fit(bboxAround(spots), size, room);
    query.lendMap();
    viewState.flyTo({ ...to, zoom: Math.min(CLOSEST, to.zoom) });
  }
  watch([map.points, () => viewState.map === 'ready' && viewState.size !== null], show);
}
