import type { LngLat } from '../geometry/lng-lat.ts';
import type { Kind } from '@zlm/server/contract';
import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import { useQuery } from './query.ts';
import type { Viewport } from './url-query.ts';
import type { SheetStop } from '../ui/sheet-stops.ts';
import {
  bboxOf,
  clampView,
  fit,
  fitAround,
  isAlmost,
  ZHEJIANG,
  type Bbox,
  type Padding,
  type Size,
} from './viewport.ts';

export interface Flight {
  lng: number;
  lat: number;
  zoom?: number;
}

/** What is on screen and not in the address: sizes, the part of the map that is seen, hover. */
export const useViewState = defineStore('view', () => {
  const query = useQuery();
  const size = shallowRef<Size | null>(null);
  const padding = shallowRef<Padding>({ top: 0, right: 0, bottom: 0, left: 0 });
  const sheetStop = ref<SheetStop>('half');
  const map = ref<'waiting' | 'ready' | 'webgl' | 'error'>('waiting');
  const highlighted = shallowRef<{ id: number; lngLat: LngLat } | null>(null);
  /** `precision`: metres its place may be off. */
  const selectedAt = shallowRef<{ id: number; kind: Kind; lngLat: LngLat; precision: number | null } | null>(null);
  const selectedTitle = ref<string | null>(null);
  const notice = ref<string | null>(null);
  /** The next move of the map; the shell hands it over once the map is there. */
  const flight = shallowRef<Flight | null>(null);
  const seen = shallowRef<Bbox | null>(null);

  /** Where the map opens when the address does not say. */
  const home = shallowRef<Viewport | null>(null);
  /** Of this person; the whole province without. */
  let own: { to: Viewport; metres: number } | null = null;
  /** What the map shows, or would: an address may ask for more. */
  const viewport = computed<Viewport | null>(() => {
    const asked = query.query.map ?? home.value;
    return asked && size.value ? clampView(asked, size.value, padding.value) : asked;
  });
  const bbox = computed<Bbox | null>(() => {
    if (seen.value) return seen.value;
    return size.value && viewport.value ? bboxOf(viewport.value, size.value, padding.value) : null;
  });

  function measure(nextSize: Size, nextPadding: Padding): void {
    size.value = nextSize;
    padding.value = nextPadding;
    const first = own ? fitAround(own.to, own.metres, nextSize, nextPadding) : fit(ZHEJIANG, nextSize, nextPadding);
    home.value ??= clampView(first, nextSize, nextPadding);
  }
  /** Before anything is measured: opens there, so that all within so many metres is seen. */
  function openAt(to: Viewport, metres: number): void {
    own = { to, metres };
  }
  /** The map says what it shows; tiny differences are no reason to search again. */
  function showed(next: Bbox): void {
    if (!bbox.value || !isAlmost(bbox.value, next)) seen.value = next;
  }
  /** What everybody opens: no state worth an address. */
  function isHome({ lng, lat, zoom }: Viewport): boolean {
    const at = home.value;
    return (
      at !== null && !own && [lng - at.lng, lat - at.lat, zoom - at.zoom].every((change) => Math.abs(change) < 0.01)
    );
  }
  /** Moves the map, or without one the part that is searched. */
  function flyTo(to: Flight): void {
    if (map.value === 'ready') {
      flight.value = to;
      return;
    }
    seen.value = null;
    void query.setMap({ lng: to.lng, lat: to.lat, zoom: to.zoom ?? viewport.value?.zoom ?? 12 });
  }
  /** So that everything within so many metres is seen; `zoom` at most. */
  function flyAround(to: Viewport, metres: number): void {
    flyTo(size.value ? fitAround(to, metres, size.value, padding.value) : to);
  }
  return {
    size,
    padding,
    sheetStop,
    map,
    highlighted,
    selectedAt,
    selectedTitle,
    notice,
    flight,
    viewport,
    bbox,
    measure,
    openAt,
    showed,
    isHome,
    flyTo,
    flyAround,
  };
});
