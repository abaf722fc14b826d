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
 * What was shown before stays, in its new place, or goes as gradually, from the end: a list does not collapse.
 */
export function useGradual<T>(
  entries: Ref<readonly T[]>,
  { keyOf, isSteady }: Input<T>,
): { shown: ComputedRef<readonly T[]>; isAll: ComputedRef<boolean> } {
  const count = ref(0);
  const leaving = shallowRef<readonly T[]>([]);
  let known: ReadonlySet<string> = new Set();
  let last: readonly T[] = [];
  let frame = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const isAll = computed(() => count.value >= entries.value.length && leaving.value.length === 0);
  const shown = computed(() => {
    const drawn = entries.value.filter((entry, i) => i < count.value || known.has(keyOf(entry)));
    return [...drawn, ...leaving.value];
  });

  /** So many that are not there yet; what is there already costs nothing and is passed over. */
  function uncover(more: number): void {
    const isKnown = (at: number) => known.has(keyOf(entries.value[at]!));
    let to = count.value;
    for (let left = more; to < entries.value.length && (left > 0 || isKnown(to)); to++) if (!isKnown(to)) left--;
    count.value = to;
  }
  function grow(): void {
    uncover(STEP);
    leaving.value = leaving.value.slice(0, -LEAVING);
    growLater();
  }
  /** After the next frame: building an entry and painting the one before are tasks of their own. */
  function growLater(): void {
    frame = isAll.value ? 0 : requestAnimationFrame(() => (timer = setTimeout(grow)));
  }
  function stop(): void {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  }
  function replace(now: readonly T[]): void {
    const keys = new Set(now.map(keyOf));
    known = new Set(last.map(keyOf));
    leaving.value = last.filter((entry) => !keys.has(keyOf(entry)));
    count.value = 0;
    // What leaves fills the place until the next frame.
    uncover(leaving.value.length > 0 ? 0 : FIRST);
  }
  watch(
    entries,
    (now) => {
      stop();
      if (isSteady()) {
        leaving.value = [];
        count.value = Math.max(count.value, now.length);
      } else replace(now);
      growLater();
    },
    { immediate: true, flush: 'sync' },
  );
  watch(shown, (now) => (last = now), { immediate: true, flush: 'post' });
  onScopeDispose(stop);
  return { shown, isAll };
}
