import { lngLatOf } from './base.ts';
import { firstRow, hasBit } from './bitset.ts';
import { mergeRanges } from './filter.ts';
import { eachRow } from './gap-list.ts';
import { visitNearest } from './nearest.ts';
import { metresBetween } from './projection.ts';
import type { RecentRow } from './recent.ts';
import { isInRect } from './rect.ts';
import { mostBesideText, relevanceOf, type Signals } from './relevance.ts';
import type { Seats } from './rows.ts';
import type { Answer } from './answer.ts';
import type { RowScope, ScopedRows } from './scope.ts';
import { isInScope } from './scope.ts';
import { findNextStart, firstStart, slotOf, slotPositions } from './slots.ts';
import { Top } from './top.ts';
import type { Filter, Hit, PageRequest, Range } from './types.ts';

/** Sort key of an unplaced row under the sort `distance`; longer than any way on earth, in metres. */
export const NO_DISTANCE = 1e9;
/** Start of a row without a session to come; later than any start. */
export const NO_START = 2 ** 31;

interface Candidate {
  key: number;
  id: number;
  place: number;
  row: number | RecentRow;
}

type Place = Pick<Candidate, 'key' | 'id' | 'place'>;

function compareHits(a: Place, b: Place): number {
  return a.key - b.key || a.id - b.id || a.place - b.place;
}

/** Keeps the first hits after `request.after` by (key, id, place). */
class PageTop {
  readonly asOf: number;
  readonly #top: Top<Candidate>;
  readonly #after: Place | undefined;
  readonly #answer: Answer;

  constructor(answer: Answer, { limit, after, asOf }: PageRequest) {
    this.asOf = asOf;
    this.#answer = answer;
    this.#top = new Top<Candidate>(limit, compareHits);
    this.#after = after;
  }

  /** No row with a greater key can get in any more. */
  get bar(): number {
    return this.#top.last?.key ?? Infinity;
  }

  /** Keys below this one are on pages before. */
  get floor(): number {
    return this.#after?.key ?? -Infinity;
  }

  offer(key: number, row: number | RecentRow): void {
    if (key > this.bar || key < this.floor) return;
    const { id, place } = typeof row === 'object' ? row.input : idsOf(this.#answer, row);
    const candidate = { key, id, place, row };
    if (!this.#after || compareHits(candidate, this.#after) > 0) this.#top.offer(candidate);
  }

  sorted(): Candidate[] {
    return this.#top.sorted();
  }
}

function idsOf({ reader: { base } }: Answer, row: number): { id: number; place: number } {
  return { id: base.id[row]!, place: base.place[row]! };
}

/** The first hits of a scope after `request.after`. `list` gives its rows where all have to be looked at. */
export function findPage(
  answer: Answer,
  filter: Filter,
  request: PageRequest,
  rowScope: RowScope,
  list: () => ScopedRows,
): Hit[] {
  const top = new PageTop(answer, request);
  if (request.sort === 'distance') offerByDistance(top, answer, request, rowScope);
  else if (request.sort === 'relevance' && answer.found) offerByRelevance(top, answer, filter, request, rowScope);
  else offerByStart(top, answer, filter, request, rowScope, list);
  return top.sorted().map((candidate) => toHit(answer, candidate, filter, request));
}

/** The same for rows listed before. */
export function findPageOf(answer: Answer, rows: ScopedRows, filter: Filter, request: PageRequest): Hit[] {
  const top = new PageTop(answer, request);
  const starts = startsOf(answer, filter, request.asOf);
  const toKey = (row: number | RecentRow): number => {
    if (request.sort !== 'distance') return starts(row) ?? NO_START;
    return metresTo(answer, row, request.from!) ?? NO_DISTANCE;
  };
  if (request.sort === 'relevance' && answer.found) offerMembers(top, answer, rows, signalsOf(answer, filter, request));
  else {
    for (const row of rows.rows) top.offer(toKey(row), row);
    for (const row of rows.recents) top.offer(toKey(row), row);
  }
  return top.sorted().map((candidate) => toHit(answer, candidate, filter, request));
}

function offerByDistance(top: PageTop, answer: Answer, request: PageRequest, rowScope: RowScope): void {
  const { base } = answer.reader;
  const from = request.from!;
  for (const row of answer.recents) {
    if (isInScope(row, rowScope)) top.offer(metresTo(answer, row, from) ?? NO_DISTANCE, row);
  }
  if (rowScope.scope !== 'unplaced') {
    const isWanted = inScope(answer, rowScope);
    visitNearest(answer, from, (metres, row) => {
      if (metres > top.bar) return false;
      if (isWanted(row)) top.offer(metres, row);
      return true;
    });
  }
  if (rowScope.scope !== 'all' && rowScope.scope !== 'unplaced') return;
  const { bits } = answer.matches;
  // Their keys are equal: the list is by id.
  for (let row = firstRow(bits, base.placed, base.count); row >= 0; row = firstRow(bits, row + 1, base.count)) {
    if (NO_DISTANCE > top.bar) return;
    top.offer(NO_DISTANCE, row);
  }
}

function inScope({ reader: { base } }: Answer, rowScope: RowScope): (row: number) => boolean {
  if (rowScope.scope === 'all') return () => true;
  if (rowScope.scope === 'unplaced') return (row) => row >= base.placed;
  const { scope, rect } = rowScope;
  return (row) => row < base.placed && isInRect(rect, base.xs[row]!, base.ys[row]!) === (scope === 'view');
}

export type SignalsOf = (row: number | RecentRow, score: number) => Signals;

/** What ranks a row with this text score. */
export function signalsOf(answer: Answer, filter: Filter, { from, asOf }: PageRequest): SignalsOf {
  const { base } = answer.reader;
  const starts = startsOf(answer, filter, asOf);
  const best = answer.found!.best;
  return (row, score) => ({
    text: score / best,
    metres: from ? metresTo(answer, row, from) : null,
    nextStart: starts(row),
    seats: typeof row === 'object' ? row.seats : (base.seats[row] as Seats),
    confirmedOn: typeof row === 'object' ? row.confirmedOn : base.confirmedOn[row]!,
  });
}

// Most rows need no more than their text to be told from the first ones.
function offerByRelevance(
  top: PageTop,
  answer: Answer,
  filter: Filter,
  request: PageRequest,
  rowScope: RowScope,
): void {
  const signals = signalsOf(answer, filter, request);
  const { rows, scores, best, recents } = answer.found!;
  const { count } = answer.reader.base;
  const { bits } = answer.matches;
  const isWanted = inScope(answer, rowScope);
  const most = mostBesideText(request.from !== undefined);
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at]!;
    if (row >= count || -scores[at]! / best - most > top.bar) continue;
    if (hasBit(bits, row) && isWanted(row)) top.offer(-relevanceOf(signals(row, scores[at]!), request.asOf), row);
  }
  for (const row of answer.recents) {
    if (isInScope(row, rowScope)) top.offer(-relevanceOf(signals(row, recents.get(row)!), request.asOf), row);
  }
}

/** The same for rows listed before. */
function offerMembers(top: PageTop, answer: Answer, { rows, recents }: ScopedRows, signals: SignalsOf): void {
  const found = answer.found!;
  const scores = new Float32Array(answer.reader.base.count);
  for (let at = 0; at < found.rows.length; at++) {
    if (found.rows[at]! < scores.length) scores[found.rows[at]!] = found.scores[at]!;
  }
  const { asOf } = top;
  for (const row of rows) top.offer(-relevanceOf(signals(row, scores[row]!), asOf), row);
  for (const row of recents) top.offer(-relevanceOf(signals(row, found.recents.get(row)!), asOf), row);
}

// Slot by slot: later slots cannot have earlier starts. Rows without one follow.
function offerByStart(
  top: PageTop,
  answer: Answer,
  filter: Filter,
  { asOf }: PageRequest,
  rowScope: RowScope,
  list: () => ScopedRows,
): void {
  const starts = startsOf(answer, filter, asOf);
  for (const row of answer.recents) if (isInScope(row, rowScope)) top.offer(starts(row) ?? NO_START, row);
  const { sessions } = answer.reader.base;
  const isWanted = inScope(answer, rowScope);
  const first = slotOf(Math.max(asOf, Math.min(top.floor, NO_START - 1), -(2 ** 31)));
  const ranges = filter.slots ? mergeRanges(filter.slots) : [[first, Infinity] as const];
  for (const [from, to] of ranges) {
    const [start, end] = slotPositions(sessions, [Math.max(first, from), to]);
    for (let slot = start; slot < end; slot++) {
      if (sessions.slots[slot]! * 480 > top.bar) return;
      eachRow(sessions.lists, slot, (row) => {
        if (!hasBit(answer.matches.bits, row) || !isWanted(row)) return;
        const next = starts(row);
        if (next !== null && slotOf(next) === sessions.slots[slot]) top.offer(next, row);
      });
    }
  }
  if (top.bar < NO_START) return;
  for (const row of list().rows) if (starts(row) === null) top.offer(NO_START, row);
}

function startsOf(
  { reader: { base } }: Answer,
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

function metresTo(
  { reader: { base } }: Answer,
  row: number | RecentRow,
  from: { lng: number; lat: number },
): number | null {
  if (typeof row === 'object') return row.isPlaced ? metresBetween(from.lng, from.lat, row.lng, row.lat) : null;
  return row < base.placed ? metresBetween(from.lng, from.lat, ...lngLatOf(base, row)) : null;
}

function toHit(answer: Answer, { key, id, place, row }: Candidate, filter: Filter, { from, asOf }: PageRequest): Hit {
  return {
    id,
    place,
    key,
    metres: from ? metresTo(answer, row, from) : null,
    nextStart: startsOf(answer, filter, asOf)(row),
  };
}
