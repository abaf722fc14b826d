import { onScopeDispose, shallowRef, watch, type Ref } from 'vue';

/** Size of an element with its padding in px, following it; 0 until it is measured, a task after it was built. */
export function useSize(element: Ref<HTMLElement | null>): Ref<{ width: number; height: number }> {
  const size = shallowRef({ width: 0, height: 0 });
  const observer = new ResizeObserver(([entry]) => {
    if (entry) size.value = { width: entry.target.clientWidth, height: entry.target.clientHeight };
  });
  watch(
    element,
    (now, before) => {
      if (before) observer.unobserve(before);
      if (!now) return;
      setTimeout(() => (size.value = { width: now.clientWidth, height: now.clientHeight }));
      observer.observe(now);
    },
    { immediate: true, flush: 'sync' },
  );
  onScopeDispose(() => observer.disconnect());
  return size;
}
