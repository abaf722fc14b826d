import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue';
import { ApiProblem, isAbort } from '../../api/problem.ts';
import { findTapped, groupPoints, radiusOfGroup } from '../../map/point-groups.ts';
import { useDrawn, useOverlay } from '../../map/use-overlay.ts';
import { useViewState } from '../../state/view-state.ts';
import { useAccount } from '../account/account.ts';
import { readQueueMap } from './api.ts';
import type { QueuePoint, QueueSpotGroup } from './queue-points.ts';
import { toQuery, type QueueSpot } from './spot.ts';
import { useModerationText } from './text.ts';

/** Circles where something waits, each with its title or how many there are; a tap is told. */
export function useQueueMap(here: () => QueueSpot, tapped: (group: QueueSpotGroup) => void) {
  const { t, number } = useModerationText();
  const account = useAccount();
  const overlay = useOverlay();
  const viewState = useViewState();
  const points = shallowRef<readonly QueuePoint[]>([]);
  const missing = ref({ unplaced: 0, leftOut: 0 });
  const state = ref<'loading' | 'done' | 'error'>('loading');
  const groups = computed(() => groupPoints(points.value));
  let running: AbortController | null = null;

  async function load(): Promise<void> {
    running?.abort();
    const { signal } = (running = new AbortController());
    state.value = 'loading';
    try {
      const answer = await account.asMe(() => readQueueMap(toQuery(here()), signal));
      points.value = answer.points;
      missing.value = { unplaced: answer.unplaced, leftOut: answer.leftOut };
      state.value = 'done';
    } catch (error) {
      if (signal.aborted || isAbort(error)) return;
      if (!(error instanceof ApiProblem)) throw error;
      state.value = 'error';
    }
  }
  watch(() => JSON.stringify(toQuery(here())), load, { immediate: true });

  useDrawn('queue', () => ({
    symbols: groups.value.map((group) => ({
      lngLat: group.lngLat,
      radius: radiusOfGroup(group),
      text:
        group.points.length === 1 ? group.points[0]!.title : t('moderation.atSpot', { n: number(group.points.length) }),
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
  return { points, groups, missing, state, load };
}
