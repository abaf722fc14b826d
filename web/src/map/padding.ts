import type { Padding } from './types.ts';

interface Size {
  width: number;
  height: number;
}
const LEAST = 120; // px of map that must stay free for its middle to mean anything

/** The padding where it leaves enough of the map free, else the one before it. */
export function usablePadding(next: Padding, before: Padding, { width, height }: Size): Padding {
  const isWide = width - next.left - next.right >= LEAST;
  const isHigh = height - next.top - next.bottom >= LEAST;
  return isWide && isHigh ? next : before;
}

/** Whether a point lies in the free part, `margin` px away from its edges. */
export function isInside(
  { x, y }: { x: number; y: number },
  { top, right, bottom, left }: Padding,
  { width, height }: Size,
  margin: number,
): boolean {
  return x >= left + margin && x <= width - right - margin && y >= top + margin && y <= height - bottom - margin;
}
