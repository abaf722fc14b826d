import { TileWindow } from './cluster/tile-window.ts';
import { TileVersions } from './encode/tile-versions.ts';
import { checkColumns, collectColumns } from './input/collect-columns.ts';
import type { RowColumns } from './input/columns.ts';
import { canonicalKey, goesBeyondFacets, facetPart } from './input/filter.ts';
import { runSteps } from './input/steps.ts';
import type { Filter, RowInput, Schema, TextFields } from './input/types.ts';
import { hasBit } from './kernels/bitset.ts';
import { countAreas, type AreaCounts } from './match/area-counts.ts';
import { BaseReader } from './match/base-reader.ts';
import { Lru, remember } from './match/lru.ts';
import { facetTest, placeTest } from './match/match-recent.ts';
import type { Matches, Found } from './match/matches.ts';
import { TextNotReady, TextRows } from './match/text-rows.ts';
import { toAreas, type Areas } from './rows/area-steps.ts';
import { buildBaseSteps, type BaseShape, type BuiltBase } from './rows/base.ts';
import { firstValue } from './rows/facet-column.ts';
import { checkPlaces } from './rows/ids.ts';
import { toRecent, type RecentRow } from './rows/recent-row.ts';
import { RECENT, type RowMoves } from './rows/row-numbers.ts';
import { TextIndex } from './text/index.ts';

// Filters whose counts by anchor are kept, about 10 KB each with a hundred anchors.
const KEPT_COUNTS = 256;

export type FieldsOf = (id: number, place: number) => TextFields | undefined;

interface KeptRecents {
  rows: RecentRow[];
  /** How many recent rows and deaths among them are known. */
  seen: number;
  deaths: number;
  test: (row: RecentRow) => boolean;
}

interface TouchedRows {
  positions: (readonly [x: number, y: number])[];
  values: Set<number>;
}

/** All rows: a base in Morton order and the rows that came since. */
export class RowStore {
  readonly shape: BaseShape;
  readonly areas: Areas | null;
  readonly tileVersions: TileVersions;
  readonly #schema: Schema;
  #opened: { reader: BaseReader; window: TileWindow };
  #recents: RecentRow[] = [];
  #recentsById = new Map<number, RecentRow[]>();
  #recentDeaths = 0;
  #recentsByFacets = new Lru<KeptRecents>(256);
  readonly #areaCounts = new Lru<AreaCounts[]>(KEPT_COUNTS);
  #version = 0;
  #count = 0;
  #text: TextRows | null = null;
  #isTextLoading = false;
  /** Rises when text changes but not the rows: what a q finds may change with it. */
  #textVersion = 0;
  #rounds = 0;
  /** Set while a compaction is under way: the recent rows it takes, and the ids that died meanwhile. */
  #compaction: { round: number; recents: number; died: Set<number> } | null = null;

  constructor(schema: Schema, shape: BaseShape) {
    this.#schema = schema;
    this.shape = shape;
    this.areas = toAreas(schema, shape.trees);
    this.tileVersions = new TileVersions(this.areas);
    this.#opened = this.#open(runSteps(buildBaseSteps(shape, runSteps(collectColumns(schema, [], 0)))));
  }

  get version(): number {
    return this.#version;
  }
  get count(): number {
    return this.#count;
  }
  get recentCount(): number {
    return this.#recents.length + this.reader.deadCount;
  }
  get textReady(): boolean {
    return this.#text !== null;
  }
  get reader(): BaseReader {
    return this.#opened.reader;
  }
  /** Work space for tiles of the base. */
  get window(): TileWindow {
    return this.#opened.window;
  }
  get recents(): readonly RecentRow[] {
    return this.#recents;
  }

  *loadSteps(rows: Iterable<RowInput>, count: number): Generator<void, void> {
    const columns = yield* collectColumns(this.#schema, rows, count);
    this.adopt(yield* buildBaseSteps(this.shape, columns));
  }

  *loadColumnsSteps(columns: RowColumns): Generator<void, void> {
    checkColumns(this.#schema, columns);
    yield;
    this.adopt(yield* buildBaseSteps(this.shape, columns));
  }

  /** Puts a base in the place of all rows. */
  adopt(built: Pick<BuiltBase, 'base' | 'arena'>): void {
    this.#opened = this.#open(built);
    this.#clearRecents([]);
    this.#count = built.base.count;
    this.#text = null;
    this.#compaction = null;
    this.tileVersions.reset(++this.#version);
  }

  *loadTextSteps(fields: FieldsOf): Generator<number, void> {
    const { base } = this.reader;
    this.#isTextLoading = true;
    try {
      const get = (row: number): TextFields | undefined => fields(base.id[row]!, base.place[row]!);
      const index = yield* TextIndex.buildSteps({ count: base.count, get });
      if (this.reader.base !== base) throw new Error('the rows were replaced while their text was loading');
      this.#text = this.#catchUp(new TextRows(index));
      this.#textVersion++;
    } finally {
      this.#isTextLoading = false;
    }
  }

  /** Tells a text of the base what came and went since. */
  #catchUp(text: TextRows): TextRows {
    const { base } = this.reader;
    if (this.reader.deadCount > 0) {
      for (let row = 0; row < base.count; row++) if (!hasBit(base.alive, row)) text.removeRow(row);
    }
    for (const [number, row] of this.#recents.entries()) if (row.alive) text.add(row, number);
    return text;
  }

  /** The text of all rows; throws TextNotReady. */
  get text(): TextRows {
    if (!this.#text) throw new TextNotReady();
    this.#text.takeInEdits(this.#count);
    return this.#text;
  }

  /** Makes one text index of the small ones, in steps. */
  *mergeTextSteps(): Generator<void, void> {
    yield* this.text.mergeSteps();
  }

  apply({ upsert, remove }: { upsert: readonly RowInput[]; remove: readonly number[] }): void {
    if (upsert.length === 0 && remove.length === 0) return;
    const added = this.#check(upsert);
    const ids = new Set(remove);
    for (const { id } of upsert) ids.add(id);
    const touched: TouchedRows = { positions: [], values: new Set() };
    for (const id of ids) this.#remove(id, touched);
    for (const row of added) {
      this.#text?.add(row, this.#recents.length);
      this.#recents.push(row);
      push(this.#recentsById, row.input.id, row);
      this.#touchRecent(row, touched);
    }
    this.#count += added.length;
    this.tileVersions.touch(++this.#version, touched);
  }

  /** Takes these tiles for changed, whatever the rows say; which anchors counted what was there is not known. */
  touch(positions: readonly (readonly [x: number, y: number])[]): void {
    if (positions.length > 0) this.tileVersions.touch(++this.#version, { positions, values: null });
  }

  /** The rows that match; the filter is checked already. */
  match(filter: Filter): Matches {
    const found = filter.q === undefined ? null : this.#findText(filter.q);
    const inBase = this.reader.match(filter, found && found.rows, `${this.#version}.${this.#textVersion}`);
    return { reader: this.reader, inBase, recents: this.#matchRecents(filter, found), found };
  }

  /** What the anchors of every step count of a filter that is checked already. */
  countAreas(filter: Filter, areas: Areas): AreaCounts[] {
    const key = `${this.#version}.${this.#textVersion}|${canonicalKey(filter)}`;
    return remember(this.#areaCounts, key, () => countAreas(this.match(filter), areas, this.shape));
  }

  /** Marks what a compaction takes: the living rows of now. Null while one is under way or text is loading. */
  beginCompaction(): { round: number; recents: readonly RecentRow[]; alive: Uint32Array } | null {
    if (this.#compaction || this.#isTextLoading) return null;
    const round = ++this.#rounds;
    this.#compaction = { round, recents: this.#recents.length, died: new Set() };
    return { round, recents: [...this.#recents], alive: this.reader.base.alive.slice() };
  }

  /** Ends a compaction that failed. */
  dropCompaction(): void {
    this.#compaction = null;
    this.#text?.dropMoved();
  }

  /** Does what `finishCompaction` would do that takes long, in steps. */
  *prepareCompactionSteps(moves: RowMoves): Generator<void, void> {
    if (this.#text) yield* this.#text.prepareSteps(moves);
  }

  finishCompaction(round: number, built: Pick<BuiltBase, 'base' | 'arena'>, moves: RowMoves): void {
    const job = this.#compaction;
    if (job?.round !== round) throw new Error('the rows were replaced while they were compacted');
    this.#compaction = null;
    this.#opened = this.#open(built);
    this.#text?.move(moves, built.base.count, this.#count);
    for (const id of job.died) for (const row of this.reader.livingRows(id)) this.reader.remove(row);
    this.#clearRecents(this.#recents.slice(job.recents));
  }

  #findText(q: string): Found {
    const found = this.text.find(q);
    const recents = new Map<RecentRow, number>();
    if (this.#recents.length === 0) return { ...found, recents };
    for (let at = 0; at < found.rows.length; at++) {
      const row = found.rows[at]!;
      if (row >= RECENT) recents.set(this.#recents[row - RECENT]!, found.scores[at]!);
    }
    return { ...found, recents };
  }

  #open(built: Pick<BuiltBase, 'base' | 'arena'>): { reader: BaseReader; window: TileWindow } {
    const { trees, kindFacet } = this.shape;
    const kindCount = trees[kindFacet]!.ends.length;
    return {
      reader: new BaseReader(built, trees),
      window: new TileWindow(built.base, built.arena, { kindFacet, kindCount }),
    };
  }

  #clearRecents(left: RecentRow[]): void {
    this.#recents = left;
    this.#recentDeaths = left.filter(({ alive }) => !alive).length;
    this.#recentsByFacets = new Lru(256);
    this.#recentsById = new Map();
    for (const row of left) if (row.alive) push(this.#recentsById, row.input.id, row);
  }

  #check(upsert: readonly RowInput[]): RecentRow[] {
    if (upsert.length === 0) return [];
    runSteps(collectColumns(this.#schema, upsert, upsert.length));
    const places = new Map<number, number[]>();
    for (const { id, place } of upsert) push(places, id, place);
    for (const [id, own] of places) if (own.length > 1) checkPlaces(id, own);
    return upsert.map((row) => toRecent(this.#schema, row));
  }

  #remove(id: number, touched: TouchedRows): void {
    const { base } = this.reader;
    for (const row of this.reader.livingRows(id)) {
      if (row < base.placed) touched.positions.push([base.xs[row]!, base.ys[row]!]);
      if (row < base.placed && this.areas) touched.values.add(this.#valueOf(row, this.areas.facet));
      this.reader.remove(row);
      this.#text?.removeRow(row);
      this.#count--;
    }
    for (const row of this.#recentsById.get(id) ?? []) {
      this.#touchRecent(row, touched);
      row.alive = false;
      this.#text?.removeRecent(row);
      this.#recentDeaths++;
      this.#count--;
    }
    this.#recentsById.delete(id);
    this.#compaction?.died.add(id);
  }

  #touchRecent({ isPlaced, x, y, values }: RecentRow, touched: TouchedRows): void {
    if (!isPlaced) return;
    touched.positions.push([x, y]);
    if (this.areas) touched.values.add(values[this.areas.facet]![0] ?? this.#valueCount(this.areas.facet));
  }

  /** First value of a row of the base, the number of values for none. */
  #valueOf(row: number, facet: number): number {
    const count = this.#valueCount(facet);
    const value = firstValue(this.reader.base.facets[facet]!, row, count);
    return value < 0 ? count : value;
  }

  #valueCount(facet: number): number {
    return this.shape.trees[facet]!.ends.length;
  }

  #matchRecents(filter: Filter, found: Found | null): readonly RecentRow[] {
    if (this.#recents.length === 0) return [];
    const rows = this.#matchFacetsOfRecents(goesBeyondFacets(filter) ? facetPart(filter) : filter);
    if (!goesBeyondFacets(filter)) return rows;
    const test = placeTest(filter);
    return rows.filter((row) => (!found || found.recents.has(row)) && test(row));
  }

  #matchFacetsOfRecents(filter: Filter): readonly RecentRow[] {
    const kept = remember(this.#recentsByFacets, canonicalKey(filter), (): KeptRecents => ({
      rows: [],
      seen: 0,
      deaths: this.#recentDeaths,
      test: facetTest(this.#schema, filter),
    }));
    if (kept.deaths < this.#recentDeaths) {
      kept.rows = kept.rows.filter(({ alive }) => alive);
      kept.deaths = this.#recentDeaths;
    }
    for (; kept.seen < this.#recents.length; kept.seen++) {
      const row = this.#recents[kept.seen]!;
      if (row.alive && kept.test(row)) kept.rows.push(row);
    }
    return kept.rows;
  }
}

function push<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}
