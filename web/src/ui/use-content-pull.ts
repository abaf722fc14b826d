import { pullsSheet } from './content-pull.ts';
import type { SheetStop } from './sheet-stops.ts';
import type { SheetDrag } from './use-sheet-drag.ts';

/** Touch listeners for the content of a sheet; a finger either scrolls it or moves the sheet, decided once. */
export function useContentPull(drag: SheetDrag, stop: () => SheetStop) {
  let start: { x: number; y: number; scroller: Element | null } | null = null;
  let isPulling = false;

  function onStart({ touches, target }: TouchEvent): void {
    const [touch] = touches;
    if (!touch || touches.length > 1) return onEnd();
    start = { x: touch.clientX, y: touch.clientY, scroller: findScroller(target) };
  }
  function onMove(event: TouchEvent): void {
    const [touch] = event.touches;
    if (!start || !touch) return;
    if (!isPulling) {
      const gesture = { dx: touch.clientX - start.x, dy: touch.clientY - start.y };
      if (gesture.dx === 0 && gesture.dy === 0) return;
      const scrolled = start.scroller?.scrollTop ?? 0;
      if (!event.cancelable || !pullsSheet({ ...gesture, stop: stop(), scrolled })) {
        start = null;
        return;
      }
      isPulling = true;
      drag.begin(start.y, event.timeStamp);
    }
    // Else the browser scrolls too, and takes the finger away from us.
    event.preventDefault();
    drag.follow(touch.clientY, event.timeStamp);
  }
  function onEnd(): void {
    if (isPulling) drag.release();
    isPulling = false;
    start = null;
  }
  return { onStart, onMove, onEnd };
}

/** The nearest element around the target that scrolls up and down. */
function findScroller(target: EventTarget | null): Element | null {
  let element = target instanceof Element ? target : null;
  while (element && !(element.scrollHeight > element.clientHeight && scrolls(element))) element = element.parentElement;
  return element;
}
const scrolls = (element: Element) => /auto|scroll/.test(getComputedStyle(element).overflowY);
