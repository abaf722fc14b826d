import type { FreshnessRow } from '@zlm/server/contract';
import type { Sorting } from '../../ui/data-table.ts';

/** Key of what is in no county. */
export const NOWHERE = 'none';
export const codeOf = ({ county }: FreshnessRow): string => county ?? NOWHERE;
/** Of those that somebody should confirm, in whole percent of what is not over. */
export function shareOf({ counts: { stale, unconfirmed, over }, total }: FreshnessRow): number {
  return total === over ? 0 : Math.round(((stale + unconfirmed) / (total - over)) * 100);
}

const valueOf = (row: FreshnessRow, by: string): number => {
  if (by === 'share') return shareOf(row);
  if (by === 'total') return row.total;
  return by === 'county' ? Number(row.county ?? 0) : row.counts[by as keyof FreshnessRow['counts']];
};
/** Of equals the one with more to confirm, then by code. */
export function sortCounties(rows: readonly FreshnessRow[], { by, isDescending }: Sorting): FreshnessRow[] {
  const sign = isDescending ? -1 : 1;
  const due = ({ counts }: FreshnessRow) => counts.stale + counts.unconfirmed;
  return [...rows].sort(
    (a, b) =>
      sign * (valueOf(a, by) - valueOf(b, by)) || due(b) - due(a) || Number(a.county ?? 0) - Number(b.county ?? 0),
  );
}
