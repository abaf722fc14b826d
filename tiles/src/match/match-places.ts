import { metresBetween, rectAround, rectOf, worldX, worldY, type Rect } from '../grid/projection.ts';
import { bboxOf, ringsTest } from '../grid/ring.ts';
import type { Filter } from '../input/types.ts';
import { setBit } from '../kernels/bitset.ts';
import type { RankedBits } from '../kernels/ranked-bits.ts';
import { lngLatOf, type Base } from '../rows/base.ts';
import { listInRect } from './rect.ts';

type Near = NonNullable<Filter['near']>;
type Polygon = NonNullable<Filter['within']>[number];

/** Of the matching rows, sets in `bits`, all zero, those that near, within and at match too. */
export function matchPlaces(base: Base, inBase: RankedBits, { near, within, at }: Filter, bits: Uint32Array): void {
  const tests: ((row: number) => boolean)[] = [];
  const rects: Rect[] = [];
  if (at) rects.push(rectOfStack(at));
  if (near) {
    rects.push(rectAround(near.lng, near.lat, near.metres));
    tests.push(nearTest(base, near));
  }
  const rect = rects.length > 0 ? rects.reduce(intersect) : null;
  const keep = (rows: Uint32Array, test: (row: number) => boolean): void => {
    for (const row of rows) if (test(row)) setBit(bits, row);
  };
  const all = (row: number): boolean => tests.every((test) => test(row));
  if (!within) return keep(listInRect(base, inBase, rect!), all);
  for (const polygon of within) {
    const box = rectOfPolygon(polygon);
    if (!box) continue;
    const inside = positionTest(base, ringsTest(polygon));
    keep(listInRect(base, inBase, rect ? intersect(rect, box) : box), (row) => inside(row) && all(row));
  }
}

function rectOfStack({ lng, lat }: { lng: number; lat: number }): Rect {
  const [x, y] = [worldX(lng), worldY(lat)];
  return { x0: x, y0: y, x1: x + 1, y1: y + 1 };
}

// One grid cell more on each side: rows are tested by their degrees.
function rectOfPolygon(polygon: Polygon): Rect | null {
  const bbox = bboxOf(polygon);
  if (!bbox) return null;
  const { x0, y0, x1, y1 } = rectOf(bbox);
  return { x0: x0 - 1, y0: y0 - 1, x1: x1 + 1, y1: y1 + 1 };
}

function intersect(a: Rect, b: Rect): Rect {
  return { x0: Math.max(a.x0, b.x0), y0: Math.max(a.y0, b.y0), x1: Math.min(a.x1, b.x1), y1: Math.min(a.y1, b.y1) };
}

function nearTest(base: Base, { lng, lat, metres }: Near): (row: number) => boolean {
  return positionTest(base, (rowLng, rowLat) => metresBetween(lng, lat, rowLng, rowLat) <= metres);
}

// Rows of one stack are neighbours, so what holds for the row before often holds again.
function positionTest(base: Base, test: (lng: number, lat: number) => boolean): (row: number) => boolean {
  let [x, y, polar, holds] = [-1, -1, false, false];
  return (row) => {
    if (base.xs[row] !== x || base.ys[row] !== y || polar) {
      [x, y, polar] = [base.xs[row]!, base.ys[row]!, base.polar.has(row)];
      holds = test(...lngLatOf(base, row));
    }
    return holds;
  };
}
