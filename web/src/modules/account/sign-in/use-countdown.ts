import { onScopeDispose, ref } from 'vue';

/** Whole seconds that are left of so many, once it was started. */
export function useCountdown(seconds: number) {
  const left = ref(0);
  let timer: ReturnType<typeof setInterval> | undefined;
  const stop = () => clearInterval(timer);

  function start(): void {
    stop();
    const end = performance.now() + seconds * 1_000;
    left.value = seconds;
    timer = setInterval(() => {
      left.value = Math.max(0, Math.ceil((end - performance.now()) / 1_000));
      if (left.value === 0) stop();
    }, 1_000);
  }
  onScopeDispose(stop);
  return { left, start };
}
