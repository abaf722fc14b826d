import { shallowRef, type Ref, watch } from 'vue';
import type { Origin } from '../divisions/origin.ts';

/** So few that they do not hide what can be learned. */
const MOST = 3;
const FEWEST_CHARACTERS = 2;

/** Stations, sights and campuses whose name holds what is typed: one can start from them. */
export function useKnownPlaces(text: Ref<string>, isActive: Ref<boolean>): Ref<readonly Origin[]> {
  const places = shallowRef<readonly Origin[]>([]);

  watch([text, isActive], async () => {
    const typed = text.value.trim();
    places.value = [];
    if (!isActive.value || [...typed].length < FEWEST_CHARACTERS) return;
    const { findWellKnown } = await import('../divisions/well-known.ts');
    if (text.value.trim() === typed) places.value = findWellKnown(typed).slice(0, MOST);
  });
  return places;
}
