import { computed, onScopeDispose, ref, shallowRef, watch, type ComputedRef, type Ref, type ShallowRef } from 'vue';
import { ApiProblem, isAbort } from '../api/problem.ts';
import type { LngLat } from '../geometry/lng-lat.ts';
import { useViewState } from '../state/view-state.ts';
import { findTapped, groupPoints, radiusOfGroup, type PointGroup } from './point-groups.ts';
import { useDrawn, useOverlay } from './use-overlay.ts';

export interface MapPoint {
  lngLat: LngLat;
  title: string;
}
interface PointsAnswer<P> {
  points: readonly P[];
  /** How many have no place, and how many were too many to draw. */
  unplaced: number;
  leftOut: number;
}
export interface MapPoints<P> {
  points: ShallowRef<readonly P[]>;
  groups: ComputedRef<PointGroup<P>[]>;
  /** The circle that was tapped; null: all. */
  spot: ShallowRef<PointGroup<P> | null>;
  missing: Ref<{ unplaced: number; leftOut: number }>;
  state: Ref<'loading' | 'done' | 'error'>;
  load: () => Promise<void>;
  showAll: () => void;
}
interface Asked<P> {
  /** Under which it draws. */
  name: string;
  /** What is read; when it changes, it is read anew. */
  key: () => string;
  read: (signal: AbortSignal) => Promise<PointsAnswer<P>>;
  /** What a circle of several says. */
  nameOfMany: (n: number) => string;
  /** Says whether it did all that a tap means. */
  take?: (group: PointGroup<P>) => boolean;
}

/** Circles where points are, each with its title or how many there are; a tap chooses one. */
export function useMapPoints<P extends MapPoint>({ name, key, read, nameOfMany, take }: Asked<P>): MapPoints<P> {
  const overlay = useOverlay();
  const viewState = useViewState();
  const points = shallowRef<readonly P[]>([]);
  const spot = shallowRef<PointGroup<P> | null>(null);
  const missing = ref({ unplaced: 0, leftOut: 0 });
  const state = ref<'loading' | 'done' | 'error'>('loading');
  const groups = computed(() => groupPoints(points.value));
  let running: AbortController | null = null;

  async function load(): Promise<void> {
    running?.abort();
    const { signal } = (running = new AbortController());
    state.value = 'loading';
    try {
      const { points: found, unplaced, leftOut } = await read(signal);
      points.value = found;
      spot.value = null;
      missing.value = { unplaced, leftOut };
      state.value = 'done';
    } catch (error) {
      if (signal.aborted || isAbort(error)) return;
      if (!(error instanceof ApiProblem)) throw error;
      state.value = 'error';
    }
  }
  watch(key, load, { immediate: true });

  useDrawn(name, () => ({
    symbols: groups.value.map((group) => ({
      lngLat: group.lngLat,
      radius: radiusOfGroup(group),
      text: group.points.length === 1 ? group.points[0]!.title : nameOfMany(group.points.length),
    })),
  }));
  overlay.take = (lngLat) => {
    const group = findTapped(groups.value, lngLat, viewState.viewport?.zoom ?? 0);
    if (group && !take?.(group)) spot.value = group;
  };
  onScopeDispose(() => {
    overlay.take = null;
    running?.abort();
  });
  const showAll = () => void (spot.value = null);
  return { points, groups, spot, missing, state, load, showAll };
}
