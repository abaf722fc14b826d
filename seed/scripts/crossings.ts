import type { Ring } from './rings.ts';

const CELL_DEGREES = 0.02;
const SCALE = 1e5;

type Segment = { ring: number; index: number; ax: number; ay: number; bx: number; by: number };

/** Pairs of rings (or a ring with itself) whose segments cross or touch, other than neighbours at their shared point. */
export function findCrossings(rings: Ring[]): [number, number][] {
  const cells = new Map<string, Segment[]>();
  const found = new Map<string, [number, number]>();
  rings.forEach((ring, r) => {
    for (let i = 0; i + 1 < ring.length; i++) {
      // Whole numbers keep the orientation test exact.
      const [ax, ay, bx, by] = [...ring[i]!, ...ring[i + 1]!].map((value) => Math.round(value * SCALE));
      const segment = { ring: r, index: i, ax: ax!, ay: ay!, bx: bx!, by: by! };
      for (const key of cellsOf(segment)) {
        const others = cells.get(key) ?? [];
        for (const other of others) {
          if (!areNeighbours(segment, other, ring.length - 1) && doMeet(segment, other)) {
            found.set(`${other.ring} ${r}`, [other.ring, r]);
          }
        }
        others.push(segment);
        cells.set(key, others);
      }
    }
  });
  return [...found.values()];
}

function* cellsOf(s: Segment): Generator<string> {
  const size = CELL_DEGREES * SCALE;
  for (let x = Math.floor(Math.min(s.ax, s.bx) / size); x <= Math.floor(Math.max(s.ax, s.bx) / size); x++) {
    for (let y = Math.floor(Math.min(s.ay, s.by) / size); y <= Math.floor(Math.max(s.ay, s.by) / size); y++) {
      yield `${x} ${y}`;
    }
  }
}

function areNeighbours(a: Segment, b: Segment, count: number): boolean {
  if (a.ring !== b.ring) return false;
  const apart = Math.abs(a.index - b.index);
  return apart <= 1 || apart === count - 1;
}

function doMeet(p: Segment, q: Segment): boolean {
  const a = side(p, q.ax, q.ay);
  const b = side(p, q.bx, q.by);
  const c = side(q, p.ax, p.ay);
  const d = side(q, p.bx, p.by);
  if (a === 0 && b === 0) return overlaps(p.ax, p.bx, q.ax, q.bx) && overlaps(p.ay, p.by, q.ay, q.by);
  return a * b <= 0 && c * d <= 0;
}

function side(s: Segment, x: number, y: number): number {
  return Math.sign((s.bx - s.ax) * (y - s.ay) - (s.by - s.ay) * (x - s.ax));
}

function overlaps(a: number, b: number, c: number, d: number): boolean {
  return Math.max(Math.min(a, b), Math.min(c, d)) <= Math.min(Math.max(a, b), Math.max(c, d));
}
