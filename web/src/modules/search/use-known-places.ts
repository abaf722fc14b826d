import { shallowRef, type Ref, watch } from 'vue';
import { load } from '../../api/late.ts';
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
    // Without them the suggestions are as they were; the next letter asks again.
    const known = await load(() => import('../divisions/well-known.ts')).catch(() => null);
    if (known && text.value.trim() === typed) places.value = known.findWellKnown(typed).slice(0, MOST);
  });
  return places;
}
