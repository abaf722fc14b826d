import type { Answer, Endpoints } from '@zlm/server/contract';
import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue';
import { ApiProblem, isAbort } from '../../api/problem.ts';
import { bboxAround } from '../../geometry/ring.ts';
import { findTapped, groupPoints, radiusOfGroup, type PointGroup } from '../../map/point-groups.ts';
import { useDrawn, useOverlay } from '../../map/use-overlay.ts';
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

/** Circles where rows of an import are, each with its title or how many there are; a tap is told. */
export function useImportMap(here: () => ImportSpot & { id: string }, tapped: (group: PointGroup<RowPoint>) => void) {
  const { t, number } = useImportText();
  const account = useAccount();
  const overlay = useOverlay();
  const query = useQuery();
  const viewState = useViewState();
  const points = shallowRef<readonly RowPoint[]>([]);
  const missing = ref({ unplaced: 0, leftOut: 0 });
  const state = ref<'loading' | 'done' | 'error'>('loading');
  const groups = computed(() => groupPoints(points.value));
  let running: AbortController | null = null;

  async function load(): Promise<void> {
    running?.abort();
    const { signal } = (running = new AbortController());
    state.value = 'loading';
    try {
      const { id, filter } = here();
      const answer = await account.asMe(() => readMap(id, toQuery(filter), signal));
      points.value = answer.points;
      missing.value = { unplaced: answer.unplaced, leftOut: answer.leftOut };
      state.value = 'done';
    } catch (error) {
      if (signal.aborted || isAbort(error)) return;
      if (!(error instanceof ApiProblem)) throw error;
      state.value = 'error';
    }
  }
  watch(() => [here().id, here().filter].join(), load, { immediate: true });
  function show(): void {
    const { size, padding } = viewState;
    const spots = groups.value.map(({ lngLat }) => lngLat);
    if (!size || spots.length === 0) return;
    const { top, right, bottom, left } = padding;
    const room = { top: top + ROOM, right: right + ROOM, bottom: bottom + SCALE_ROOM, left: left + ROOM };
    const to = fit(bboxAround(spots), size, room);
    query.lendMap();
    viewState.flyTo({ ...to, zoom: Math.min(CLOSEST, to.zoom) });
  }
  watch([points, () => viewState.map === 'ready' && viewState.size !== null], show);

  useDrawn('import', () => ({
    symbols: groups.value.map((group) => ({
      lngLat: group.lngLat,
      radius: radiusOfGroup(group),
      text:
        group.points.length === 1 ? group.points[0]!.title : t('imports.atSpot', { n: number(group.points.length) }),
    })),
  }));
  overlay.take = (lngLat) => {
    const group = findTapped(groups.value, lngLat, viewState.viewport?.zoom ?? 0);
    if (group) tapped(group);
  };
  onScopeDispose(() => {
    overlay.take = null;
    running?.abort();
  });
  return { points, missing, state, load };
}
