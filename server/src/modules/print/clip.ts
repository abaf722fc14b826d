import type { Spot } from './frame.ts';

/** [west, north, east, south] in paper units. */
type Box = readonly [number, number, number, number];
interface Side {
  isInside: (spot: Spot) => boolean;
  cross: (a: Spot, b: Spot) => Spot;
}

/** A closed ring cut to a box, side by side (Sutherland-Hodgman); empty when nothing is left. */
export function clipRing(ring: readonly Spot[], box: Box): Spot[] {
  return sidesOf(box).reduce<Spot[]>((left, side) => clipBySide(left, side), [...ring]);
}

function clipBySide(ring: readonly Spot[], { isInside, cross }: Side): Spot[] {
  return ring.flatMap((spot, i) => {
    const before = ring[(i + ring.length - 1) % ring.length]!;
    const crossing = isInside(spot) === isInside(before) ? [] : [cross(before, spot)];
    return isInside(spot) ? [...crossing, spot] : crossing;
  });
}

/** The pieces of a line that touch the box; what sticks out is left to the edge of the picture. */
export function clipLine(line: readonly Spot[], [west, north, east, south]: Box): Spot[][] {
  const pieces: Spot[][] = [];
  let wasNear = false;
  for (let i = 1; i < line.length; i++) {
    const [a, b] = [line[i - 1]!, line[i]!];
    const isAcross = Math.max(a[0], b[0]) >= west && Math.min(a[0], b[0]) <= east;
    const isNear = isAcross && Math.max(a[1], b[1]) >= north && Math.min(a[1], b[1]) <= south;
    if (isNear && wasNear) pieces.at(-1)!.push(b);
    else if (isNear) pieces.push([a, b]);
    wasNear = isNear;
  }
  return pieces;
}

function sidesOf([west, north, east, south]: Box): Side[] {
  const atX =
    (x: number) =>
    (a: Spot, b: Spot): Spot => [x, a[1] + ((b[1] - a[1]) * (x - a[0])) / (b[0] - a[0])];
  const atY =
    (y: number) =>
    (a: Spot, b: Spot): Spot => [a[0] + ((b[0] - a[0]) * (y - a[1])) / (b[1] - a[1]), y];
  return [
    { isInside: ([x]) => x >= west, cross: atX(west) },
    { isInside: ([x]) => x <= east, cross: atX(east) },
    { isInside: ([, y]) => y >= north, cross: atY(north) },
    { isInside: ([, y]) => y <= south, cross: atY(south) },
  ];
}

/** Leaves out what is closer than `least` to the point before. */
export function thin(line: readonly Spot[], least: number): Spot[] {
  const kept: Spot[] = [];
  for (const spot of line) {
    const last = kept.at(-1);
    if (!last || Math.hypot(spot[0] - last[0], spot[1] - last[1]) >= least) kept.push(spot);
  }
  return kept;
}
