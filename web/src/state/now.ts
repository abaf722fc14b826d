import { readonly, ref, type Ref } from 'vue';

const now = ref(Date.now());
let ticking = false;

/** The time in ms, moving on each minute. */
export function useNow(): Readonly<Ref<number>> {
  if (!ticking) {
    ticking = true;
    setInterval(() => (now.value = Date.now()), 60_000);
  }
  return readonly(now);
}
