import { clearBit, hasBit, rankDirectory, rankOf, rowsIn } from './bitset.ts';
import { canonicalKey, isOneOff, lastingPart } from './filter.ts';
import { Lru, remember } from './lru.ts';
import { bitsOfDays, countBetween, matchLasting, matchOneOff, type Matches } from './matches.ts';
import type { Rect } from './projection.ts';
import { rectBits } from './rect.ts';
import type { Segment } from './segment.ts';
import { findNextStart } from './slots.ts';
import { TextIndex, type Suggestion, type TextMatch } from './text/index.ts';
import type { Filter, RowInput } from './types.ts';

/** Start of a row without a session to come; later than any start. */
export const NO_START = 2 ** 31;

/** Which of the matching rows a question is about; a rectangle belongs to view and elsewhere. */
export type RowScope =
  { scope: 'all' } | { scope: 'unplaced' } | { scope: 'view'; rect: Rect } | { scope: 'elsewhere'; rect: Rect };

/** Answers questions about one segment and keeps the answers while its rows live. */
export class SegmentReader {
  readonly segment: Segment;
  /** The rows as given, for a segment small enough to be built again; else null. */
  readonly inputs: readonly RowInput[] | null;
  text: TextIndex | null = null;
  readonly #lasting = new Lru<Matches>(256);
  readonly #oneOff = new Lru<Matches>(32);
  readonly #found = new Lru<TextMatch>(32);
  readonly #rects = new Lru<Uint32Array>(8);
  readonly #days = new Lru<Uint32Array>(4);
  readonly #nextStarts = new Lru<Float64Array>(2);
  #rowsById: Map<number, number[]> | null = null;

  constructor(segment: Segment, inputs: readonly RowInput[] | null) {
    this.segment = segment;
    this.inputs = inputs;
  }

  /** What the text index finds; null without one. */
  findText(q: string): TextMatch | null {
    const text = this.#openText();
    return text && remember(this.#found, q, () => text.query(q));
  }

  suggest(prefix: string, limit: number): Suggestion[] {
    return this.#openText()?.suggest(prefix, limit) ?? [];
  }

  /** `found`: the rows that answer the q of the filter; null when it has none. */
  match(filter: Filter, found: TextMatch | null): Matches {
    const lasting = lastingPart(filter);
    const build = (): Matches =>
      remember(this.#lasting, canonicalKey(lasting), () => matchLasting(this.segment, lasting, this.#dayBits));
    if (!isOneOff(filter)) return build();
    const rows = filter.q === undefined ? null : (found?.rows ?? new Uint32Array(0));
    return remember(this.#oneOff, `${found?.via}|${canonicalKey(filter)}`, () =>
      matchOneOff(this.segment, build(), filter, rows),
    );
  }

  /** Rows in a rectangle, dead ones too. */
  rectBits(rect: Rect): Uint32Array {
    const key = `${rect.x0},${rect.y0},${rect.x1},${rect.y1}`;
    return remember(this.#rects, key, () => rectBits(this.segment, rect));
  }

  /** The matching rows of a scope, ascending. */
  listRows(matches: Matches, rowScope: RowScope): Uint32Array {
    const { count, placed } = this.segment;
    const { bits } = matches;
    if (rowScope.scope === 'all') return rowsIn(bits, 0, count, countBetween(matches, 0, count));
    if (rowScope.scope === 'unplaced') return rowsIn(bits, placed, count, countBetween(matches, placed, count));
    const flip = rowScope.scope === 'view' ? 0 : -1;
    const inside = this.rectBits(rowScope.rect);
    const scoped = new Uint32Array(bits.length);
    for (let word = 0; word < scoped.length; word++) scoped[word] = bits[word]! & (inside[word]! ^ flip);
    return rowsIn(scoped, 0, placed, rankOf(scoped, rankDirectory(scoped), placed));
  }

  /** Next start of every row in minutes, NO_START for none; kept for the last moments asked for. */
  nextStarts(asOf: number): Float64Array {
    const { sessions, count } = this.segment;
    return remember(this.#nextStarts, `${asOf}`, () => {
      const next = new Float64Array(count);
      for (let row = 0; row < count; row++) next[row] = findNextStart(sessions, row, asOf) ?? NO_START;
      return next;
    });
  }

  /** Where the living placed rows of an id are on the grid. */
  positionsOf(id: number): [x: number, y: number][] {
    const { alive, placed, xs, ys } = this.segment;
    return this.#rowsOf(id).flatMap((row): [number, number][] =>
      row < placed && hasBit(alive, row) ? [[xs[row]!, ys[row]!]] : [],
    );
  }

  /** Takes every living row with these ids out; returns how many. */
  remove(ids: Iterable<number>): number {
    const { alive } = this.segment;
    let removed = 0;
    for (const id of ids) {
      for (const row of this.#rowsOf(id)) {
        if (!hasBit(alive, row)) continue;
        clearBit(alive, row);
        removed++;
      }
    }
    if (removed > 0) {
      this.#lasting.clear();
      this.#oneOff.clear();
    }
    return removed;
  }

  /** Throws when an id comes twice at one place. */
  checkIds(): void {
    this.#rowsById = indexIds(this.segment);
  }

  // Nearly every filter asks for the same day.
  readonly #dayBits = (from: number, to: number): Uint32Array =>
    remember(this.#days, `${from},${to}`, () => bitsOfDays(this.segment, from, to));

  // Small segments carry their text and index it when first asked.
  #openText(): TextIndex | null {
    const { inputs, segment } = this;
    if (inputs) this.text ??= new TextIndex({ count: segment.count, get: (row) => inputs[segment.order[row]!]!.text });
    return this.text;
  }

  #rowsOf(id: number): readonly number[] {
    this.#rowsById ??= indexIds(this.segment);
    return this.#rowsById.get(id) ?? [];
  }
}

function indexIds({ id, place, count }: Segment): Map<number, number[]> {
  const rowsById = new Map<number, number[]>();
  for (let row = 0; row < count; row++) {
    const rows = rowsById.get(id[row]!);
    if (rows) rows.push(row);
    else rowsById.set(id[row]!, [row]);
  }
  for (const [key, rows] of rowsById) {
    if (rows.length === 1) continue;
    if (new Set(rows.map((row) => place[row])).size < rows.length)
      throw new RangeError(`row ${key} comes twice at one place`);
  }
  return rowsById;
}
