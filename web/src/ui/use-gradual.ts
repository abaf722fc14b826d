import { computed, onScopeDispose, ref, shallowRef, watch, type ComputedRef, type Ref } from 'vue';

const FIRST = 2;
const STEP = 1;
const LEAVING = 4;

interface Input<T> {
  keyOf: (entry: T) => string;
  /** Entries that were there already must not go and come back: all are shown at once. */
  isSteady: () => boolean;
}

/**
 * The entries of a list, a few more each frame, so that none is held up by all of them: `shown`, and whether that `isAll`.
 * Those of another list before it go as gradually, from the end.
 */
export function useGradual<T>(
  entries: Ref<readonly T[]>,
  { keyOf, isSteady }: Input<T>,
): { shown: ComputedRef<readonly T[]>; isAll: ComputedRef<boolean> } {
  const count = ref(FIRST);
  const leaving = shallowRef<readonly T[]>([]);
  const isAll = computed(() => count.value >= entries.value.length && leaving.value.length === 0);
  const shown = computed(() => [...entries.value.slice(0, count.value), ...leaving.value]);
  let frame = 0;

  function grow(): void {
    if (count.value < entries.value.length) count.value += STEP;
    leaving.value = leaving.value.slice(0, -LEAVING);
    frame = isAll.value ? 0 : requestAnimationFrame(grow);
  }
  function replace(now: readonly T[], before: readonly T[]): void {
    const keys = new Set(now.map(keyOf));
    leaving.value = before
      .slice(0, count.value)
      .filter((entry) => !keys.has(keyOf(entry)))
      .slice(FIRST);
    count.value = FIRST;
  }
  watch(
    entries,
    (now, before = []) => {
      cancelAnimationFrame(frame);
      if (isSteady()) {
        leaving.value = [];
        count.value = Math.max(count.value, now.length);
      } else if (before[0] !== now[0]) replace(now, before);
      frame = isAll.value ? 0 : requestAnimationFrame(grow);
    },
    { immediate: true, flush: 'sync' },
  );
  onScopeDispose(() => cancelAnimationFrame(frame));
  return { shown, isAll };
}
