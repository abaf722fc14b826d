import { mergeRanges } from '../input/filter.ts';
import type { Filter, Hit, PageRequest } from '../input/types.ts';
import { firstRow, hasBit } from '../kernels/bitset.ts';
import { eachRow } from '../kernels/gap-list.ts';
import type { Matches } from '../match/matches.ts';
import type { RowScope, ScopedRows } from '../match/scope.ts';
import { isInScope, mayHold } from '../match/scope.ts';
import type { RecentRow } from '../rows/recent-row.ts';
import { NO_START, slotOf, slotPositions } from '../rows/sessions.ts';
import { offerByRelevance, offerMembers } from './by-relevance.ts';
import { visitNearest } from './nearest.ts';
import { PageTop, type Candidate } from './page-top.ts';
import { inScope, metresTo, signalsOf, startsOf } from './row-signals.ts';
import { dayOf, distanceKey, isStaleAt, NO_DISTANCE, startKey } from './stale.ts';

/** The first hits of a scope after `request.after`. `list` gives its rows where all have to be looked at. */
export function findPage(
  matches: Matches,
  filter: Filter,
  request: PageRequest,
  rowScope: RowScope,
  list: () => ScopedRows,
): Hit[] {
  const top = new PageTop(matches, request);
  if (request.sort === 'distance') offerByDistance(top, matches, request, rowScope);
  else if (request.sort === 'relevance' && matches.found) offerByRelevance(top, matches, filter, request, rowScope);
  else offerByStart(top, matches, filter, request, rowScope, list);
  return top.sorted().map((candidate) => toHit(matches, candidate, filter, request));
}

/** The same for rows listed before. */
export function findPageOf(matches: Matches, rows: ScopedRows, filter: Filter, request: PageRequest): Hit[] {
  const top = new PageTop(matches, request);
  const starts = startsOf(matches, filter, request.asOf);
  const isStale = isStaleAt(matches.reader.base, request.asOf);
  const toKey = (row: number | RecentRow): number => {
    if (request.sort !== 'distance') return startKey(starts(row), isStale(row));
    return distanceKey(metresTo(matches, row, request.from!), isStale(row));
  };
  if (request.sort === 'relevance' && matches.found)
    offerMembers(top, matches, rows, signalsOf(matches, filter, request));
  else {
    for (const row of rows.rows) top.offer(toKey(row), row);
    for (const row of rows.recents) top.offer(toKey(row), row);
  }
  return top.sorted().map((candidate) => toHit(matches, candidate, filter, request));
}

function offerByDistance(top: PageTop, matches: Matches, request: PageRequest, rowScope: RowScope): void {
  const { base } = matches.reader;
  const from = request.from!;
  const isStale = isStaleAt(base, request.asOf);
  for (const row of matches.recents) {
    if (isInScope(row, rowScope)) top.offer(distanceKey(metresTo(matches, row, from), isStale(row)), row);
  }
  if (rowScope.scope !== 'unplaced') {
    const isWanted = inScope(matches, rowScope);
    visitNearest(matches, from, {
      mayHold: (west, north, side) => mayHold(rowScope, west, north, side),
      visit(metres, row) {
        if (metres > top.bar) return false;
        if (isWanted(row)) top.offer(distanceKey(metres, isStale(row)), row);
        return true;
      },
    });
  }
  if (rowScope.scope !== 'all' && rowScope.scope !== 'unplaced') return;
  const { bits } = matches.inBase;
  // By id, what is stale behind the others.
  for (let row = firstRow(bits, base.placed, base.count); row >= 0; row = firstRow(bits, row + 1, base.count)) {
    if (NO_DISTANCE > top.bar) return;
    top.offer(distanceKey(null, isStale(row)), row);
  }
}

// Slot by slot: later slots cannot have earlier starts. Rows without one follow.
function offerByStart(
  top: PageTop,
  matches: Matches,
  filter: Filter,
  { asOf }: PageRequest,
  rowScope: RowScope,
  list: () => ScopedRows,
): void {
  const starts = startsOf(matches, filter, asOf);
  const { sessions } = matches.reader.base;
  const isStale = isStaleAt(matches.reader.base, asOf);
  for (const row of matches.recents) if (isInScope(row, rowScope)) top.offer(startKey(starts(row), isStale(row)), row);
  const isWanted = inScope(matches, rowScope);
  // What is stale has a key later than its start, on the same day.
  const first = slotOf(Math.max(asOf, dayOf(Math.min(top.floor, NO_START - 1)), -(2 ** 31)));
  const ranges = filter.slots ? mergeRanges(filter.slots) : [[first, Infinity] as const];
  for (const [from, to] of ranges) {
    const [start, end] = slotPositions(sessions, [Math.max(first, from), to]);
    for (let slot = start; slot < end; slot++) {
      if (sessions.slots[slot]! * 480 > top.bar) return;
      eachRow(sessions.lists, slot, (row) => {
        if (!hasBit(matches.inBase.bits, row) || !isWanted(row)) return;
        const next = starts(row);
        if (next !== null && slotOf(next) === sessions.slots[slot]) top.offer(startKey(next, isStale(row)), row);
      });
    }
  }
  if (top.bar < NO_START) return;
  for (const row of list().rows) if (starts(row) === null) top.offer(startKey(null, isStale(row)), row);
}

function toHit(matches: Matches, { key, id, place, row }: Candidate, filter: Filter, { from, asOf }: PageRequest): Hit {
  return {
    id,
    place,
    key,
    metres: from ? metresTo(matches, row, from) : null,
    nextStart: startsOf(matches, filter, asOf)(row),
  };
}
