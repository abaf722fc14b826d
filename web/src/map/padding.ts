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

export function isInside(point: { x: number; y: number }, padding: Padding, { width, height }: Size): boolean {
  const { top, right, bottom, left } = padding;
  return point.x >= left && point.x <= width - right && point.y >= top && point.y <= height - bottom;
}
