import { computed, onScopeDispose, ref, type Ref } from 'vue';
import { settle, type SheetStop } from './sheet-stops.ts';

/** px a pointer moves before it is a drag and no tap */
const SLACK = 6;

/** Moves a sheet between its stops; `y` in px of the screen, `at` in ms. */
export interface SheetDrag {
  begin: (y: number, at: number) => void;
  follow: (y: number, at: number) => void;
  release: () => void;
}

/** Lets a pointer drag a sheet between its stops; `shown` is how much of it is seen in px. */
export function useSheetDrag(heights: () => Record<SheetStop, number>, stop: Ref<SheetStop>) {
  const held = ref<number | null>(null);
  let grip: { y: number; shown: number; last: number; speed: number; at: number } | null = null;
  const shown = computed(() => held.value ?? heights()[stop.value]);

  function begin(y: number, at: number): void {
    grip = { y, shown: shown.value, last: y, speed: 0, at };
  }
  function follow(y: number, at: number): void {
    if (!grip) return;
    const moved = grip.y - y;
    if (held.value === null && Math.abs(moved) < SLACK) return;
    grip.speed = (grip.last - y) / Math.max(1, at - grip.at);
    grip.last = y;
    grip.at = at;
    held.value = Math.min(heights().full, Math.max(heights().peek / 2, grip.shown + moved));
  }
  function release(): void {
    if (grip && held.value !== null) {
      stop.value = settle(held.value, grip.speed, heights());
      swallowClick();
    }
    letGo();
    held.value = null;
  }
  /** The click that ends a drag means nothing; it comes before the next task, if it comes. */
  function swallowClick(): void {
    const swallow = (event: Event) => event.stopPropagation();
    addEventListener('click', swallow, { capture: true });
    setTimeout(() => removeEventListener('click', swallow, { capture: true }));
  }
  function take(event: PointerEvent): void {
    if (event.button !== 0) return;
    begin(event.clientY, event.timeStamp);
    // On the window: a quick mouse is off the sheet before its first move, and capture would eat the clicks.
    for (const [type, listener] of following) addEventListener(type, listener);
  }
  const following = [
    ['pointermove', (event: PointerEvent) => follow(event.clientY, event.timeStamp)],
    ['pointerup', release],
    ['pointercancel', release],
  ] as const;
  function letGo(): void {
    grip = null;
    for (const [type, listener] of following) removeEventListener(type, listener);
  }
  onScopeDispose(letGo);
  const drag: SheetDrag = { begin, follow, release };
  return { shown, isHeld: computed(() => held.value !== null), take, drag };
}
