import { onUnmounted } from 'vue';

/** When this goes and leaves the focus nowhere, it returns to what had it before. */
export function useFocusReturn(): void {
  const before = document.activeElement;
  onUnmounted(() =>
    setTimeout(() => {
      const isNowhere = document.activeElement === null || document.activeElement === document.body;
      if (isNowhere && before instanceof HTMLElement) before.focus({ preventScroll: true });
    }),
  );
}
