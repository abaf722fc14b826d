import { computed, onScopeDispose, ref, watch, type ComputedRef, type Ref } from 'vue';

const FIRST = 5;
const STEP = 3;

/**
 * The entries of a list, a few more each frame, so that none is held up by all of them: `shown`, and whether that `isAll`.
 * What is `steady` is shown at once: entries that were there already must not go and come back.
 */
export function useGradual<T>(
  entries: Ref<readonly T[]>,
  isSteady: () => boolean,
): { shown: ComputedRef<readonly T[]>; isAll: ComputedRef<boolean> } {
  const count = ref(FIRST);
  const isAll = computed(() => count.value >= entries.value.length);
  let frame = 0;

  function grow(): void {
    count.value += STEP;
    frame = isAll.value ? 0 : requestAnimationFrame(grow);
  }
  watch(
    entries,
    (now, before) => {
      cancelAnimationFrame(frame);
      if (isSteady()) count.value = Math.max(count.value, now.length);
      else if (before === undefined || now[0] !== before[0]) count.value = FIRST;
      frame = isAll.value ? 0 : requestAnimationFrame(grow);
    },
    { immediate: true, flush: 'sync' },
  );
  onScopeDispose(() => cancelAnimationFrame(frame));
  return { shown: computed(() => entries.value.slice(0, count.value)), isAll };
}
