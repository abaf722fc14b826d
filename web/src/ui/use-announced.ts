import { onScopeDispose, ref, watch, type Ref } from 'vue';

const GAP_MS = 5_000;

/** Follows `text` for a live region: at once, or while `isCalm` with pauses in between. */
export function useAnnounced(text: Ref<string>, isCalm: () => boolean): Ref<string> {
  const announced = ref(text.value);
  let last = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function announce(): void {
    clearTimeout(timer);
    last = Date.now();
    announced.value = text.value;
  }
  watch(text, () => {
    const wait = isCalm() ? last + GAP_MS - Date.now() : 0;
    clearTimeout(timer);
    if (wait <= 0) announce();
    else timer = setTimeout(announce, wait);
  });
  onScopeDispose(() => clearTimeout(timer));
  return announced;
}
