import { allRows, andInto, setBit } from './bitset.ts';
import { metresBetween, rectAround, rectOf, worldX, worldY } from './projection.ts';
import { rectBits } from './rect.ts';
import type { Segment } from './segment.ts';
import type { Filter } from './types.ts';
import { ringTest } from './ring.ts';

type Near = NonNullable<Filter['near']>;
type Within = NonNullable<Filter['within']>;

/** Of the rows in `bits`, those within a true distance. */
export function keepNear(segment: Segment, bits: Uint32Array, { lng, lat, metres }: Near): Uint32Array {
  const candidates = rectBits(segment, rectAround(lng, lat, metres));
  andInto(candidates, bits);
  return keepSpots(segment, candidates, (rowLng, rowLat) => metresBetween(lng, lat, rowLng, rowLat) <= metres);
}

/** Of the rows in `bits`, those inside one of the rings. */
export function keepWithin(segment: Segment, bits: Uint32Array, rings: Within): Uint32Array {
  const kept = new Uint32Array(bits.length);
  for (const ring of rings) {
    if (ring.length < 3) continue;
    const lngs = ring.map(([lng]) => lng);
    const lats = ring.map(([, lat]) => lat);
    const bbox = [Math.min(...lngs), Math.min(...lats), Math.max(...lngs), Math.max(...lats)] as const;
    const { x0, y0, x1, y1 } = rectOf(bbox);
    // One grid cell more on each side: rows are tested by their degrees.
    const candidates = rectBits(segment, { x0: x0 - 1, y0: y0 - 1, x1: x1 + 1, y1: y1 + 1 });
    andInto(candidates, bits);
    const inside = keepSpots(segment, candidates, ringTest(ring));
    for (let word = 0; word < kept.length; word++) kept[word]! |= inside[word]!;
  }
  return kept;
}

/** Of the rows in `bits`, those on one spot of the grid. */
export function keepAt(segment: Segment, bits: Uint32Array, at: { lng: number; lat: number }): Uint32Array {
  const [x, y] = [worldX(at.lng), worldY(at.lat)];
  const kept = rectBits(segment, { x0: x, y0: y, x1: x + 1, y1: y + 1 });
  andInto(kept, bits);
  return kept;
}

// Rows of one spot are neighbours, so the answer for the row before often serves again.
function keepSpots(segment: Segment, bits: Uint32Array, test: (lng: number, lat: number) => boolean): Uint32Array {
  const kept = new Uint32Array(bits.length);
  let [lng, lat, inside] = [NaN, NaN, false];
  for (const row of allRows(bits)) {
    if (segment.lng[row] !== lng || segment.lat[row] !== lat) {
      [lng, lat] = [segment.lng[row]!, segment.lat[row]!];
      inside = test(lng, lat);
    }
    if (inside) setBit(kept, row);
  }
  return kept;
}
