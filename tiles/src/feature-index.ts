import { listLeaves } from './cluster/leaves.ts';
import { AreaWriter } from './encode/area-writer.ts';
import { PointWriter } from './encode/point-writer.ts';
import type { TileId } from './encode/tile-versions.ts';
import { writeTile } from './encode/write-tile.ts';
import { latOf, lngOf, rectOf, worldX, worldY } from './grid/projection.ts';
import type { TileAddress } from './grid/tile-address.ts';
import { collectColumns } from './input/collect-columns.ts';
import type { RowColumns } from './input/columns.ts';
import { toFacetTree } from './input/facet-tree.ts';
import { canonicalKey, checkFilter, checkLngLat, withoutFacet } from './input/filter.ts';
import { checkSchema } from './input/schema.ts';
import { runSteps } from './input/steps.ts';
import type {
  Bbox,
  ClusterRef,
  Filter,
  Hit,
  PageRequest,
  RowInput,
  Schema,
  Scope,
  TextFields,
  Totals,
} from './input/types.ts';
import { openArena } from './kernels/arena.ts';
import { listAreaRows } from './match/area-rows.ts';
import { countFacets, extentOf, type FacetCounts } from './match/counts.ts';
import type { Matches } from './match/matches.ts';
import { countTotals, listRows, toRowScope, type ScopedRows } from './match/scope.ts';
import { explainHit, type Why } from './page/explain.ts';
import { findPage, findPageOf } from './page/page.ts';
import { RowStore } from './row-store.ts';
import { findStep } from './rows/area-steps.ts';
import { type BaseShape } from './rows/base.ts';
import {
  compactRows,
  type CompactedRows,
  type CompactionWork,
  type PackedRows,
  type PackWork,
} from './rows/compaction.ts';
import type { Suggestion, TextMatch } from './text/index.ts';

// Deepest zoom whose tiles a key tells apart with room to spare.
const DEEPEST = 22;

/** All rows in memory: tiles, totals, facet counts and pages for any filter, each exact. */
export class FeatureIndex {
  readonly schema: Schema;
  readonly #shape: BaseShape;
  readonly #store: RowStore;
  readonly #points: PointWriter;
  readonly #areas: AreaWriter | null;
  readonly #checked = new WeakSet<Filter>();

  constructor(schema: Schema) {
    checkSchema(schema);
    this.schema = schema;
    const kindFacet = schema.facets.findIndex((facet) => facet.name === schema.clusterBy);
    this.#shape = { trees: schema.facets.map(toFacetTree), kindFacet };
    this.#store = new RowStore(schema, this.#shape);
    this.#points = new PointWriter(kindFacet, schema.facets[kindFacet]!.values);
    const { areas } = this.#store;
    this.#areas = areas && new AreaWriter(this.#points, schema.facets[areas.facet]!);
  }

  /** Rises with every change of the rows. */
  get version(): number {
    return this.#store.version;
  }

  /** Living rows. */
  get count(): number {
    return this.#store.count;
  }

  /** Recent edits: rows that came or went since the last load or compaction; many make every query slower. */
  get recentCount(): number {
    return this.#store.recentCount;
  }

  /** Whether filters with a q are answered. */
  get textReady(): boolean {
    return this.#store.textReady;
  }

  /** Replaces all rows; their text comes with `loadText`. */
  load(rows: readonly RowInput[]): void {
    runSteps(this.loadSteps(rows, rows.length));
  }

  /** Like `load`, in steps; the old rows answer until the last one. */
  loadSteps(rows: Iterable<RowInput>, count: number): Generator<void, void> {
    return this.#store.loadSteps(rows, count);
  }

  /** Replaces all rows; throws at the first value no row may have. */
  loadColumns(columns: RowColumns): void {
    runSteps(this.#store.loadColumnsSteps(columns));
  }

  /** What `packRows` needs to load these rows in another thread, in steps; throws at the first bad row. */
  *packSteps(rows: Iterable<RowInput>, count: number): Generator<void, PackWork> {
    return { shape: this.#shape, columns: yield* collectColumns(this.schema, rows, count) };
  }

  /** Puts packed rows in the place of all rows. */
  loadPacked({ base, memory }: PackedRows): void {
    this.#store.adopt({ base, arena: openArena(memory) });
  }

  /** Builds the text index of the loaded rows. */
  loadText(fields: (id: number, place: number) => TextFields | undefined): void {
    runSteps(this.loadTextSteps(fields));
  }

  /** Like `loadText`, in steps that yield the share done. */
  loadTextSteps(fields: (id: number, place: number) => TextFields | undefined): Generator<number, void> {
    return this.#store.loadTextSteps(fields);
  }

  /** Puts `upsert` in place of all rows of their ids, and takes out all rows of the ids in `remove`. All or nothing. */
  apply(changes: { upsert: readonly RowInput[]; remove: readonly number[] }): void {
    this.#store.apply(changes);
  }

  /** Takes what shows at these positions (WGS 84 degrees) for changed, whatever the rows say. */
  touch(positions: readonly { lng: number; lat: number }[]): void {
    this.#store.touch(positions.map(({ lng, lat }) => [worldX(lng), worldY(lat)]));
  }

  /** Makes one base of all rows, here and now. */
  compact(): void {
    const work = runSteps(this.compactionSteps());
    if (work) runSteps(this.finishCompactionSteps(compactRows(work)));
  }

  /** What `compactRows` needs, in another thread if wanted; `apply` may come meanwhile. Null while one is under way. */
  *compactionSteps(): Generator<void, CompactionWork | null> {
    const begun = this.#store.beginCompaction();
    if (!begun) return null;
    const numbers = begun.recents.flatMap(({ alive }, number) => (alive ? [number] : []));
    const rows = numbers.map((number) => begun.recents[number]!.input);
    const recents = yield* collectColumns(this.schema, rows, rows.length);
    return {
      round: begun.round,
      shape: this.#shape,
      base: this.#store.reader.base,
      alive: begun.alive,
      recents,
      recentNumbers: Uint32Array.from(numbers),
      recentCount: begun.recents.length,
    };
  }

  /** Like `finishCompaction`, but what takes long in steps. */
  *finishCompactionSteps(compacted: CompactedRows): Generator<void, void> {
    yield* this.#store.prepareCompactionSteps(compacted.moves);
    this.finishCompaction(compacted);
  }

  /** Puts compacted rows to use. Throws when all rows were replaced meanwhile. */
  finishCompaction({ round, base, memory, moves }: CompactedRows): void {
    this.#store.finishCompaction(round, { base, arena: openArena(memory) }, moves);
  }

  /** Ends a compaction that came to nothing. */
  dropCompaction(): void {
    this.#store.dropCompaction();
  }

  /** Makes one text index of the small ones that edits left, in steps. */
  *mergeTextSteps(): Generator<void, void> {
    if (this.#store.textReady) yield* this.#store.mergeTextSteps();
  }

  /** Bytes of a Mapbox Vector Tile of 512 px, null when it is empty. */
  tile(filter: Filter, z: number, x: number, y: number): Uint8Array | null {
    const side = Number.isInteger(z) && z >= 0 && z <= DEEPEST ? 2 ** z : 0;
    const inside = Number.isInteger(x) && Number.isInteger(y) && x >= 0 && y >= 0 && x < side && y < side;
    if (!inside) throw new RangeError(`no tile ${z}/${x}/${y}`);
    const { writer } = this.#points;
    writer.start();
    return this.#writeTile(filter, { z, x, y }) ? writer.finish() : null;
  }

  #writeTile(filter: Filter, address: TileAddress): boolean {
    const { areas, window } = this.#store;
    const step = findStep(areas, address.z);
    if (!areas || !step) return writeTile(this.#points, window, this.#match(filter), filter, address);
    this.#check(filter);
    const counts = this.#store.countAreas(filter, areas)[areas.steps.indexOf(step)]!;
    return this.#areas!.write(step, counts, address);
  }

  /** The version in which this tile, under any filter, last could have changed. */
  tileVersion(z: number, x: number, y: number): number {
    return this.#store.tileVersions.of(z, x, y, this.#store.version);
  }

  /** Tiles of zoom 5 to 16 that may have changed after `version`; null when that is too long ago to know. */
  changedSince(version: number): TileId[] | null {
    return this.#store.tileVersions.since(version, this.#store.version);
  }

  /** Rows of the filter; without a bbox every placed row is in view. */
  totals(filter: Filter, bbox?: Bbox): Totals {
    const rect = bbox ? rectOf(bbox) : null;
    return countTotals(this.#match(filter), rect);
  }

  /**
   * Rows per value of every facet, or of those named, were that value chosen instead of those of its facet;
   * a subtree counts a row once.
   */
  facetCounts(filter: Filter, scope: Scope, bbox?: Bbox, names?: readonly string[]): FacetCounts {
    const rowScope = toRowScope(scope, bbox);
    const matches = this.#match(filter);
    const listed = new Map<string, ScopedRows>();
    const rowsWithout = (facet: string): ScopedRows => {
      const key = filter.facets[facet] ? facet : '';
      let rows = listed.get(key);
      if (!rows) {
        const other = key === '' ? matches : this.#store.match(withoutFacet(filter, facet));
        listed.set(key, (rows = listRows(other, rowScope)));
      }
      return rows;
    };
    const wanted = new Set(names ?? this.schema.facets.map(({ name }) => name));
    return countFacets(matches.reader, { trees: this.#shape.trees, names: wanted, rowsWithout });
  }

  /** The next `limit` hits in the order of the sort. With slots, a start is one inside them. */
  page(filter: Filter, request: PageRequest): Hit[] {
    checkPage(request);
    const rowScope = toRowScope(request.scope, request.bbox);
    const matches = this.#match(filter);
    return findPage(matches, filter, request, rowScope, () => listRows(matches, rowScope));
  }

  /** The `limit` nearest placed hits by true distance. */
  nearest(filter: Filter, from: { lng: number; lat: number }, limit: number): Hit[] {
    const hits = this.page(filter, { sort: 'distance', scope: 'all', limit, from, asOf: 0 });
    return hits.filter(({ metres }) => metres !== null);
  }

  /** The next `limit` members of a cluster or area, in the order of the sort; none when the filter has no such one. */
  leaves(filter: Filter, cluster: ClusterRef, request: Omit<PageRequest, 'scope' | 'bbox'>): Hit[] {
    checkPage(request);
    const matches = this.#match(filter);
    return findPageOf(matches, this.#listMembers(matches, cluster), filter, { ...request, scope: 'all' });
  }

  #listMembers(matches: Matches, cluster: ClusterRef): ScopedRows {
    const { areas, window } = this.#store;
    const { z, id } = cluster;
    const step = Number.isInteger(z) && z >= 0 ? findStep(areas, z) : null;
    if (!areas || !step) return listLeaves(window, matches, cluster);
    if (!(Number.isInteger(id) && id >= 0 && id < step.xs.length)) throw new RangeError(`no area ${id} on zoom ${z}`);
    return listAreaRows(matches, areas, step, id);
  }

  /** How the q was read, best reading over all rows; null without a q. */
  findText(filter: Filter): Omit<TextMatch, 'rows' | 'scores'> | null {
    if (filter.q === undefined) return null;
    return this.#store.text.find(filter.q).reading;
  }

  /** Why a hit stands where it does in a page by relevance; null when the filter has no q or the hit does not match. */
  explain(filter: Filter, request: PageRequest, hit: { id: number; place: number }): Why | null {
    if (filter.q === undefined) return null;
    const { q } = filter;
    const { text, recents } = this.#store;
    const asked = { filter, request, recents };
    return explainHit(this.#match(filter), hit, asked, (row) => text.explain(q, row));
  }

  /** Bytes of the text index in typed arrays. */
  get textBytes(): number {
    return this.#store.text.byteLength;
  }

  /** Completions of what has been typed, surest first; how many each finds is for `totals`. */
  suggest(prefix: string, limit: number): Suggestion[] {
    return this.#store.text.suggest(prefix, limit);
  }

  /** What all placed rows lie in, null when there are none. */
  bbox(): Bbox | null {
    const extent = extentOf(this.#store.reader, this.#store.recents);
    return extent && [lngOf(extent.x0), latOf(extent.y1), lngOf(extent.x1), latOf(extent.y0)];
  }

  /** Canonical key of a filter; throws when the filter does not fit the schema. */
  keyOf(filter: Filter): string {
    checkFilter(this.schema, filter);
    return canonicalKey(filter);
  }

  #match(filter: Filter): Matches {
    this.#check(filter);
    return this.#store.match(filter);
  }

  #check(filter: Filter): void {
    if (this.#checked.has(filter)) return;
    checkFilter(this.schema, filter);
    this.#checked.add(filter);
  }
}

function checkPage({ limit, sort, from, asOf }: Omit<PageRequest, 'scope' | 'bbox'>): void {
  if (!(Number.isInteger(limit) && limit > 0)) throw new RangeError(`page limit is ${limit}`);
  if (!Number.isFinite(asOf)) throw new RangeError(`page asOf is ${asOf}`);
  if (from) checkLngLat('page from', from);
  else if (sort === 'distance') throw new RangeError('page by distance needs a from');
}
