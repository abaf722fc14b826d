import type { Areas, AreaStep } from '../rows/area-steps.ts';
import { firstRow } from '../kernels/bitset.ts';
import type { BaseShape } from '../rows/base.ts';
import { addValues, firstValue, type FacetColumn } from '../rows/facet-column.ts';
import type { RecentRow } from '../rows/recent-row.ts';
import type { Matches } from './matches.ts';

/** What the anchors of one step count. */
export interface AreaCounts {
  /** Rows by anchor. */
  rows: Uint32Array;
  /** Rows by anchor and kind: the kinds of an anchor follow each other. */
  kinds: Uint32Array;
}

/** Of each value, and of no value at the end: rows by kind, then all rows. */
interface ValueCounts {
  counts: Uint32Array;
  kindCount: number;
  valueCount: number;
}

/** The placed rows that match, by the anchors of every step. */
export function countAreas(matches: Matches, areas: Areas, { trees, kindFacet }: BaseShape): AreaCounts[] {
  const kindCount = trees[kindFacet]!.ends.length;
  const valueCount = trees[areas.facet]!.ends.length;
  const own = { counts: new Uint32Array((valueCount + 1) * (kindCount + 1)), kindCount, valueCount };
  const { base } = matches.reader;
  const [values, kinds] = [base.facets[areas.facet]!, base.facets[kindFacet]!];
  if (values.sets || kinds.sets) countSets(matches, values, kinds, own);
  else countCodes(matches.inBase.bits, base.placed, values.codes, kinds.codes, own);
  for (const row of matches.recents) if (row.isPlaced) addRecent(row, areas.facet, kindFacet, own);
  return areas.steps.map((step) => foldStep(step, own));
}

type Codes = FacetColumn['codes'];

// The one loop over all rows: a row has one value and one kind, and rows side by side often the same.
function countCodes(
  bits: Uint32Array,
  placed: number,
  values: Codes,
  kinds: Codes,
  { counts, kindCount, valueCount }: ValueCounts,
): void {
  const stride = kindCount + 1;
  const lanes = Math.ceil(placed / 32);
  for (let lane = 0; lane < lanes; lane++) {
    const first = lane << 5;
    let v = bits[lane]!;
    if (placed - first < 32) v &= (1 << (placed - first)) - 1;
    while (v !== 0) {
      const row = first + 31 - Math.clz32(v & -v);
      counts[values[row]! * stride + kinds[row]!]!++;
      v &= v - 1;
    }
  }
  // Until here the last one of each value held the rows without a kind.
  for (let value = 0; value <= valueCount; value++) {
    const last = value * stride + kindCount;
    for (let kind = 0; kind < kindCount; kind++) counts[last]! += counts[last - kindCount + kind]!;
  }
}

function countSets(
  { reader: { base }, inBase }: Matches,
  values: FacetColumn,
  kinds: FacetColumn,
  own: ValueCounts,
): void {
  const { counts, kindCount, valueCount } = own;
  const { bits } = inBase;
  for (let row = firstRow(bits, 0, base.placed); row >= 0; row = firstRow(bits, row + 1, base.placed)) {
    const value = firstValue(values, row, valueCount);
    const at = (value < 0 ? valueCount : value) * (kindCount + 1);
    addValues(kinds, row, kindCount, counts, at);
    counts[at + kindCount]!++;
  }
}

function addRecent({ values }: RecentRow, facet: number, kindFacet: number, own: ValueCounts): void {
  const { counts, kindCount, valueCount } = own;
  const at = (values[facet]![0] ?? valueCount) * (kindCount + 1);
  for (const kind of values[kindFacet]!) counts[at + kind]!++;
  counts[at + kindCount]!++;
}

function foldStep({ xs, ofValue }: AreaStep, { counts, kindCount, valueCount }: ValueCounts): AreaCounts {
  const rows = new Uint32Array(xs.length);
  const kinds = new Uint32Array(xs.length * kindCount);
  for (let value = 0; value <= valueCount; value++) {
    const from = value * (kindCount + 1);
    const count = counts[from + kindCount]!;
    if (count === 0) continue;
    const anchor = ofValue[value]!;
    rows[anchor]! += count;
    for (let kind = 0; kind < kindCount; kind++) kinds[anchor * kindCount + kind]! += counts[from + kind]!;
  }
  return { rows, kinds };
}
