import { computed, onScopeDispose, shallowRef, watch } from 'vue';
import { useDrawn, useOverlay } from '../../map/use-overlay.ts';
import type { LngLat } from '../../geometry/lng-lat.ts';
import { areaOf, findFault } from '../../geometry/ring.ts';

/** Corners as they are tapped on the map, while the calling component lives. */
export function useDrawing() {
  const overlay = useOverlay();
  const corners = shallowRef<readonly LngLat[]>([]);
  const isChecked = shallowRef(false);

  const fault = computed(() => findFault(corners.value));
  const area = computed(() => areaOf(corners.value));

  function add(corner: LngLat): void {
    corners.value = [...corners.value, corner];
  }
  overlay.take = add;
  onScopeDispose(() => (overlay.take = null));
  useDrawn('draft', () => ({ draft: corners.value }));
  watch(corners, () => (isChecked.value = false));

  return {
    corners,
    area,
    /** Told at once where one more corner makes it worse, else when it is finished. */
    shownFault: computed(() =>
      isChecked.value || fault.value === 'crossing' || fault.value === 'many' ? fault.value : null,
    ),
    add,
    undo: () => void (corners.value = corners.value.slice(0, -1)),
    restart: () => void (corners.value = []),
    /** The ring when it is an area, else null and the fault is shown. */
    finish: (): readonly LngLat[] | null => {
      isChecked.value = true;
      return fault.value === null ? corners.value : null;
    },
  };
}
