import { firstRow } from '../kernels/bitset.ts';
import type { Areas, AreaStep } from '../rows/area-steps.ts';
import { firstValue } from '../rows/facet-column.ts';
import type { Matches } from './matches.ts';
import type { ScopedRows } from './scope.ts';

/** The rows that an anchor counts. */
export function listAreaRows(matches: Matches, { facet }: Areas, { ofValue }: AreaStep, anchor: number): ScopedRows {
  const { reader, inBase, recents } = matches;
  const { placed, facets } = reader.base;
  const { bits } = inBase;
  const valueCount = ofValue.length - 1;
  const rows: number[] = [];
  for (let row = firstRow(bits, 0, placed); row >= 0; row = firstRow(bits, row + 1, placed)) {
    const value = firstValue(facets[facet]!, row, valueCount);
    if (ofValue[value < 0 ? valueCount : value] === anchor) rows.push(row);
  }
  return {
    rows: Uint32Array.from(rows),
    recents: recents.filter(({ isPlaced, values }) => isPlaced && ofValue[values[facet]![0] ?? valueCount] === anchor),
  };
}
