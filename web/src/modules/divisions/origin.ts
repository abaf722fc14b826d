import { defineStore } from 'pinia';
import type { Division } from '@zlm/server/contract';
import { isCoarse } from '@zlm/server/contract/words/exactness';
import { computed, ref, shallowRef, watch } from 'vue';
import { load, onReturn } from '../../api/late.ts';
import { circleFilter, circleOf, noCircle, widen } from '../../state/circle.ts';
import { useQuery } from '../../state/query.ts';
import type { LngLat } from '../../geometry/lng-lat.ts';
import { useDivisions } from './divisions.ts';
import type { Found } from './locate.ts';
import { readStored, store } from '../../state/stored.ts';

/** Where distances are measured from: a chosen division, a well-known place or this device. */
export interface Origin {
  /** A division code, `at-` and the name of a well-known place, or `me`. */
  place: string;
  name: string;
  nameEn: string;
  lngLat: LngLat;
  /** Metres it may be off; 0 where it is what was meant. */
  accuracy: number;
}

const KEY = 'zlm.origin';

export const useOrigin = defineStore('origin', () => {
  const query = useQuery();
  const divisions = useDivisions();
  const chosen = shallowRef<Origin | null>(readOrigin());

  /** Measures from there, as if it had been chosen before. */
  function keep(origin: Origin): Origin {
    chosen.value = { ...origin, lngLat: [coarse(origin.lngLat[0]), coarse(origin.lngLat[1])] };
    store(KEY, JSON.stringify(chosen.value));
    return chosen.value;
  }
  async function choose(origin: Origin): Promise<void> {
    const { lngLat } = keep(origin);
    const metres = circleOf(query.filters)?.metres;
    const { accuracy } = origin;
    await query.setView({ place: origin.place });
    if (metres) await query.setFilters(circleFilter(lngLat, widen(metres, accuracy)), 'replace');
  }
  async function forget(): Promise<void> {
    chosen.value = null;
    store(KEY, null);
    await query.setView({ place: null, ...(query.query.sort === 'distance' ? { sort: null } : {}) });
    if (circleOf(query.filters)) await query.setFilters(noCircle, 'replace');
  }
  /** A link names a place this device does not remember: its position is looked up. */
  async function find(place: string, isWanted: boolean): Promise<void> {
    if (place.startsWith('at-')) {
      const { wellKnownAt } = await load(() => import('./well-known.ts'), isWanted);
      if (query.query.place === place) chosen.value = wellKnownAt(place);
      return;
    }
    await divisions.load(place.length === 9 ? place.slice(0, 6) : undefined);
    const division = divisions.known.get(place);
    if (division?.position && query.query.place === place) chosen.value = toOrigin(division, division.position);
  }
  /** The place the address names could not be looked up yet. */
  const isMissing = ref(false);
  let stopRetrying: (() => void) | null = null;
  async function restore(isWanted = false): Promise<void> {
    const { place } = query.query;
    isMissing.value &&= isNamed(place);
    if (!isNamed(place)) return;
    try {
      await find(place, isWanted);
      isMissing.value = false;
      stopRetrying?.();
      stopRetrying = null;
    } catch {
      isMissing.value = true;
      stopRetrying ??= onReturn(() => void restore());
    }
  }
  const isNamed = (place: string | null): place is string =>
    Boolean(place) && place !== 'me' && place !== chosen.value?.place;
  watch(
    () => query.query.place,
    () => void restore(),
    { immediate: true },
  );
  const accuracy = computed(() => chosen.value?.accuracy ?? 0);
  return {
    chosen,
    lngLat: computed(() => chosen.value?.lngLat ?? null),
    accuracy,
    /** Known as an area, not as a spot. */
    isCoarse: computed(() => isCoarse(accuracy.value)),
    keep,
    choose,
    forget,
    isMissing,
    restore,
  };
});

/** The median of what lies in a township, and the seat of its county instead of its own: metres. */
const OFF_M = { places: 2_000, county_seat: 15_000 } as const;

/** A division as starting point is its seat; a township without one of its own is only about there. */
export function toOrigin({ code, name, nameEn, ...division }: Division, lngLat: LngLat): Origin {
  const by = division.positionBy as keyof typeof OFF_M;
  return { place: code, name, nameEn, lngLat, accuracy: isApproximate(division) ? OFF_M[by] : 0 };
}

/** Where this device was found. */
export function toDevice({ lngLat, accuracy }: Found): Origin {
  return { place: 'me', name: '', nameEn: '', lngLat, accuracy };
}

export function isApproximate({ level, positionBy }: Pick<Division, 'level' | 'positionBy'>): boolean {
  return level === 'township' && (positionBy === 'county_seat' || positionBy === 'places');
}

/** Three decimals, about 100 m: nothing finer leaves the device. */
function coarse(degrees: number): number {
  return Number(degrees.toFixed(3));
}

function readOrigin(): Origin | null {
  try {
    const found: unknown = JSON.parse(readStored(KEY) ?? 'null');
    return isOrigin(found) ? found : null;
  } catch {
    return null;
  }
}

function isOrigin(value: unknown): value is Origin {
  if (typeof value !== 'object' || value === null) return false;
  const { place, name, nameEn, lngLat, accuracy } = value as Origin;
  const texts = [place, name, nameEn].every((text) => typeof text === 'string');
  // What was kept before its accuracy was is chosen anew.
  if (!Number.isFinite(accuracy)) return false;
  return texts && Array.isArray(lngLat) && lngLat.length === 2 && lngLat.every(Number.isFinite);
}
