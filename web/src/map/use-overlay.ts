import { defineStore } from 'pinia';
import { computed, onScopeDispose, shallowReactive, shallowRef, watchEffect } from 'vue';
import type { Overlay } from './overlay.ts';
import type { LngLat } from '../geometry/lng-lat.ts';

/** What modules draw over the map, each under its own name, and who takes the next taps. */
export const useOverlay = defineStore('overlay', () => {
  const layers = shallowReactive(new Map<string, Partial<Overlay>>());
  const take = shallowRef<((lngLat: LngLat) => void) | null>(null);

  const shown = computed<Overlay>(() => {
    const all = [...layers.values()];
    return {
      areas: all.flatMap(({ areas }) => areas ?? []),
      draft: all.flatMap(({ draft }) => draft ?? []),
      symbols: all.flatMap(({ symbols }) => symbols ?? []),
    };
  });
  return { layers, take, shown };
});

/** Draws as long as the calling component lives, anew when what `draw` reads changes. */
export function useDrawn(name: string, draw: () => Partial<Overlay>): void {
  const { layers } = useOverlay();
  watchEffect(() => void layers.set(name, draw()));
  onScopeDispose(() => layers.delete(name));
}
