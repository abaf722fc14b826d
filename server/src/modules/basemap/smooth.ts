export type Point = [x: number, y: number];

/**
 * Rounds corners by cutting them (Chaikin 1974), so that a surveyed staircase reads as a shore when seen close.
 * Each of the `rounds` takes at most `most` units off a side. A ring comes and goes with its first point repeated at its end.
 */
export function smoothRing(ring: readonly Point[], most: number, rounds: number): Point[] {
  let open = ring.slice(0, -1);
  for (let round = 0; round < rounds; round++) {
    const corners = open;
    open = corners.flatMap((corner, i) => {
      const before = corners.at(i - 1) ?? corner;
      const after = corners[i + 1] ?? corners[0] ?? corner;
      return [toward(corner, before, most), toward(corner, after, most)];
    });
  }
  return open[0] ? [...open, open[0]] : [];
}

/** The same for a line, whose ends stay where they are. */
export function smoothLine(line: readonly Point[], most: number, rounds: number): Point[] {
  let points = [...line];
  for (let round = 0; round < rounds; round++) {
    const corners = points;
    points = corners.flatMap((corner, i) => {
      const before = corners[i - 1];
      const after = corners[i + 1];
      return before && after ? [toward(corner, before, most), toward(corner, after, most)] : [corner];
    });
  }
  return points;
}

function toward([x, y]: Point, [tx, ty]: Point, most: number): Point {
  const length = Math.hypot(tx - x, ty - y);
  const share = length === 0 ? 0 : Math.min(0.25, most / length);
  return [x + (tx - x) * share, y + (ty - y) * share];
}
