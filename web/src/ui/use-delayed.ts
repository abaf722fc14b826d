import { onScopeDispose, ref, watch, type Ref } from 'vue';

/** Follows `source` to true only after `ms`, and to false at once: quick things show no progress. */
export function useDelayed(source: Ref<boolean>, ms: number): Ref<boolean> {
  const delayed = ref(false);
  let timer: ReturnType<typeof setTimeout> | undefined;
  watch(
    source,
    (on) => {
      clearTimeout(timer);
      if (!on) delayed.value = false;
      else timer = setTimeout(() => (delayed.value = true), ms);
    },
    { immediate: true },
  );
  onScopeDispose(() => clearTimeout(timer));
  return delayed;
}
