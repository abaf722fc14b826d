import type { CoverageRow } from '@zlm/server/contract';

export type Column = 'division' | 'per10k' | 'count' | 'population';
export interface Order {
  column: Column;
  isRising: boolean;
}

/** Rows in the order asked for; what is not known comes last either way. */
export function sortRows(rows: readonly CoverageRow[], { column, isRising }: Order): CoverageRow[] {
  const sign = isRising ? 1 : -1;
  return [...rows].sort((a, b) => {
    const [x, y] = [a[column], b[column]];
    if (x === null || y === null) return Number(x === null) - Number(y === null);
    return x === y ? (a.division < b.division ? -1 : 1) : x < y ? -sign : sign;
  });
}

/** The same column turns round; a number begins with the largest. */
export function nextOrder({ column, isRising }: Order, chosen: Column): Order {
  return column === chosen ? { column, isRising: !isRising } : { column: chosen, isRising: chosen === 'division' };
}
