import { metresBetween } from '../grid/projection.ts';
import type { Seats } from '../input/collect-columns.ts';
import { mergeRanges } from '../input/filter.ts';
import type { Filter, PageRequest, Range } from '../input/types.ts';
import type { Matches } from '../match/matches.ts';
import { isInRect } from '../match/rect.ts';
import type { RowScope } from '../match/scope.ts';
import { lngLatOf } from '../rows/base.ts';
import type { RecentRow } from '../rows/recent-row.ts';
import { findNextStart, firstStart } from '../rows/sessions.ts';
import type { Signals } from './relevance.ts';

/** Whether a row of the base is in a scope. */
export function inScope({ reader: { base } }: Matches, rowScope: RowScope): (row: number) => boolean {
  if (rowScope.scope === 'all') return () => true;
  if (rowScope.scope === 'unplaced') return (row) => row >= base.placed;
  const { scope, rect } = rowScope;
  return (row) => row < base.placed && isInRect(rect, base.xs[row]!, base.ys[row]!) === (scope === 'view');
}

/** The next start of a row; with slots one inside them. */
export function startsOf(
  { reader: { base } }: Matches,
  { slots }: Filter,
  asOf: number,
): (row: number | RecentRow) => number | null {
  const ranges: readonly Range[] | undefined = slots && mergeRanges(slots);
  return (row) => {
    if (typeof row === 'number') return findNextStart(base.sessions, row, asOf, ranges);
    const { sessions } = row.input;
    return sessions && firstStart(sessions, asOf, ranges);
  };
}

/** Null when the row is unplaced. */
export function metresTo(
  { reader: { base } }: Matches,
  row: number | RecentRow,
  from: { lng: number; lat: number },
): number | null {
  if (typeof row === 'object') return row.isPlaced ? metresBetween(from.lng, from.lat, row.lng, row.lat) : null;
  return row < base.placed ? metresBetween(from.lng, from.lat, ...lngLatOf(base, row)) : null;
}

export type SignalsOf = (row: number | RecentRow, score: number) => Signals;

/** What ranks a row with this text score. */
export function signalsOf(matches: Matches, filter: Filter, { from, asOf }: PageRequest): SignalsOf {
  const { base } = matches.reader;
  const starts = startsOf(matches, filter, asOf);
  const best = matches.found!.best;
  return (row, score) => ({
    text: score / best,
    metres: from ? metresTo(matches, row, from) : null,
    nextStart: starts(row),
    seats: typeof row === 'object' ? row.seats : (base.seats[row] as Seats),
    freshUntil: typeof row === 'object' ? row.freshUntil : base.freshUntil[row]!,
  });
}
