import type { SheetStop } from './sheet-stops.ts';

interface Gesture {
  /** px the finger moved to the right and down */
  dx: number;
  dy: number;
  stop: SheetStop;
  /** px the content under the finger is scrolled */
  scrolled: number;
}

/** Whether a finger that starts like this on the content moves the sheet and does not scroll. */
export function pullsSheet({ dx, dy, stop, scrolled }: Gesture): boolean {
  if (Math.abs(dx) >= Math.abs(dy)) return false;
  return dy < 0 ? stop !== 'full' : stop !== 'peek' && scrolled <= 0;
}
