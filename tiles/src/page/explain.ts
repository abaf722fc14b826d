import type { Filter, PageRequest } from '../input/types.ts';
import { hasBit } from '../kernels/bitset.ts';
import type { Matches } from '../match/matches.ts';
import { rowsOfId } from '../rows/ids.ts';
import type { RecentRow } from '../rows/recent-row.ts';
import { RECENT } from '../rows/row-numbers.ts';
import type { TextWhy } from '../text/index.ts';
import { sharesOf, type Shares, type Signals } from './relevance.ts';
import { signalsOf } from './row-signals.ts';

/** Why a hit stands where it does under the order by relevance. */
export interface Why {
  /** The sum of the shares; the sort key is its negative. */
  relevance: number;
  shares: Shares;
  signals: Signals;
  text: TextWhy;
}

/** Null when the filter has no q or the row does not match. */
export function explainHit(
  matches: Matches,
  { id, place }: { id: number; place: number },
  { filter, request, recents }: { filter: Filter; request: PageRequest; recents: readonly RecentRow[] },
  explainText: (row: number) => TextWhy | null,
): Why | null {
  const row = findRow(matches, id, place);
  if (!matches.found || row === null) return null;
  const number = typeof row === 'number' ? row : RECENT + recents.indexOf(row);
  const text = explainText(number);
  const score = matches.found.scores[matches.found.rows.indexOf(number)];
  if (!text || score === undefined) return null;
  const signals = signalsOf(matches, filter, request)(row, score);
  const shares = sharesOf(signals, request.asOf);
  return { relevance: Object.values(shares).reduce((sum, share) => sum + share, 0), shares, signals, text };
}

function findRow({ reader: { base }, inBase, recents }: Matches, id: number, place: number): number | RecentRow | null {
  for (const row of rowsOfId(base, id)) if (base.place[row] === place && hasBit(inBase.bits, row)) return row;
  return recents.find(({ input }) => input.id === id && input.place === place) ?? null;
}
