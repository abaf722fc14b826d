import type { Answer, Endpoints } from '@zlm/server/contract';
import { watch } from 'vue';
import { bboxAround } from '../../geometry/ring.ts';
import { useMapPoints } from '../../map/use-map-points.ts';
import { useQuery } from '../../state/query.ts';
import { useViewState } from '../../state/view-state.ts';
import { fit } from '../../state/viewport.ts';
import { useAccount } from '../account/account.ts';
import { readMap } from './api.ts';
import { toQuery, type ImportSpot } from './spot.ts';
import { useImportText } from './text.ts';

export type RowPoint = Answer<Endpoints['getImportMap']>['points'][number];
/** CSS pixels of room around the outermost circles, and below them for the scale. */
const ROOM = 40;
const SCALE_ROOM = 100;
/** One row alone is shown with its streets, not its house. */
const CLOSEST = 14;

/** Where rows of an import are, which the map then shows whole. */
export function useImportMap(here: () => ImportSpot & { id: string }) {
  const { t, number } = useImportText();
  const account = useAccount();
  const query = useQuery();
  const viewState = useViewState();
  const map = useMapPoints<RowPoint>({
    name: 'import',
    key: () => [here().id, here().filter].join(),
    read: (signal) => account.asMe(() => readMap(here().id, toQuery(here().filter), signal)),
    nameOfMany: (n) => t('imports.map.atSpot', { n: number(n) }),
  });
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
  return map;
}
