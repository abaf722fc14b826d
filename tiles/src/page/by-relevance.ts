import type { Filter, PageRequest } from '../input/types.ts';
import type { Seats } from '../input/collect-columns.ts';
import { hasBit } from '../kernels/bitset.ts';
import type { Matches } from '../match/matches.ts';
import { isInScope, type RowScope, type ScopedRows } from '../match/scope.ts';
import type { PageTop } from './page-top.ts';
import { mostBesideSession, mostBesideText, relevanceOf } from './relevance.ts';
import { inScope, signalsOf, type SignalsOf } from './row-signals.ts';

// What another order of adding up may change.
const ROUNDING = 1e-9;

// Most rows need no more than their text to be told from the first ones.
export function offerByRelevance(
  top: PageTop,
  matches: Matches,
  filter: Filter,
  request: PageRequest,
  rowScope: RowScope,
): void {
  const signals = signalsOf(matches, filter, request);
  const { rows, scores, best, recents } = matches.found!;
  const { count, seats, freshUntil } = matches.reader.base;
  const { bits } = matches.inBase;
  const isWanted = inScope(matches, rowScope);
  const hasFrom = request.from !== undefined;
  const most = mostBesideText(hasFrom);
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at]!;
    const text = scores[at]! / best;
    if (row >= count || -text - most > top.bar) continue;
    const beside = mostBesideSession(seats[row] as Seats, freshUntil[row]!, request.asOf, hasFrom);
    if (-text - beside - ROUNDING > top.bar) continue;
    if (hasBit(bits, row) && isWanted(row)) top.offer(-relevanceOf(signals(row, scores[at]!), request.asOf), row);
  }
  for (const row of matches.recents) {
    if (isInScope(row, rowScope)) top.offer(-relevanceOf(signals(row, recents.get(row)!), request.asOf), row);
  }
}

/** The same for rows listed before. */
export function offerMembers(top: PageTop, matches: Matches, { rows, recents }: ScopedRows, signals: SignalsOf): void {
  const found = matches.found!;
  const scores = new Float32Array(matches.reader.base.count);
  for (let at = 0; at < found.rows.length; at++) {
    if (found.rows[at]! < scores.length) scores[found.rows[at]!] = found.scores[at]!;
  }
  const { asOf } = top;
  for (const row of rows) top.offer(-relevanceOf(signals(row, scores[row]!), asOf), row);
  for (const row of recents) top.offer(-relevanceOf(signals(row, found.recents.get(row)!), asOf), row);
}
