import { rowsOf, type RowColumns } from './columns.ts';
import { addFacetCounts, addTotals, countTotals, extentOf, type FacetCounts } from './counts.ts';
import { TileWriter } from './encode.ts';
import { canonicalKey, checkFilter, checkLngLat, withoutFacet } from './filter.ts';
import { writeTile } from './layers.ts';
import type { Matches } from './matches.ts';
import { findPage } from './page.ts';
import { latOf, lngOf, rectOf } from './projection.ts';
import { checkSchema } from './schema.ts';
import type { SegmentReader } from './segment-reader.ts';
import { type RowScope } from './segment-reader.ts';
import { SegmentStore } from './segment-store.ts';
import { runSteps } from './steps.ts';
import type { Suggestion, TextMatch } from './text/index.ts';
import { matchText, mergeSuggestions } from './text-search.ts';
import type { TileId } from './tile-versions.ts';
import type { Bbox, Filter, Hit, PageRequest, RowInput, Schema, Scope, TextFields, Totals } from './types.ts';

// Deepest zoom whose tiles a key tells apart with room to spare.
const DEEPEST = 22;

/** All rows in memory: tiles, totals, facet counts and pages for any filter, each exact. */
export class FeatureIndex {
  readonly schema: Schema;
  readonly #store: SegmentStore;
  readonly #writer = new TileWriter();
  readonly #kindFacet: number;

  constructor(schema: Schema) {
    checkSchema(schema);
    this.schema = schema;
    this.#store = new SegmentStore(schema);
    this.#kindFacet = schema.facets.findIndex((facet) => facet.name === schema.clusterBy);
  }

  /** Rises with every change of the rows. */
  get version(): number {
    return this.#store.version;
  }

  /** Living rows. */
  get count(): number {
    return this.#store.count;
  }

  /** Rows outside the base, dead ones too; many make every answer slower until `compact`. */
  get deltaCount(): number {
    return this.#store.deltaCount;
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

  /** Replaces all rows. */
  loadColumns(columns: RowColumns): void {
    runSteps(this.loadSteps(rowsOf(columns), columns.count));
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

  /** Makes one base of all rows. `fields` gives their text again and is needed once text is loaded. */
  compact(fields?: (id: number, place: number) => TextFields | undefined): void {
    runSteps(this.compactSteps(fields));
  }

  /** Like `compact`, in steps; `apply` may come in between. */
  compactSteps(fields?: (id: number, place: number) => TextFields | undefined): Generator<void, void> {
    return this.#store.compactSteps(fields);
  }

  /** Bytes of a Mapbox Vector Tile of 512 px, null when it is empty. */
  tile(filter: Filter, z: number, x: number, y: number): Uint8Array | null {
    const side = Number.isInteger(z) && z >= 0 && z <= DEEPEST ? 2 ** z : 0;
    const inside = Number.isInteger(x) && Number.isInteger(y) && x >= 0 && y >= 0 && x < side && y < side;
    if (!inside) throw new RangeError(`no tile ${z}/${x}/${y}`);
    this.#writer.start();
    const sources = this.#match(filter).map(({ reader, matches }) => ({ segment: reader.segment, matches }));
    const kinds = this.schema.facets[this.#kindFacet]!.values;
    return writeTile(this.#writer, sources, { z, x, y, kindFacet: this.#kindFacet, kinds })
      ? this.#writer.finish()
      : null;
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
    return this.#match(filter)
      .map(({ reader, matches }) => countTotals(reader, matches, rect))
      .reduce(addTotals, { total: 0, inView: 0, elsewhere: 0, unplaced: 0 });
  }

  /** Rows per value of every facet, were that value chosen instead of those of its facet; a subtree counts a row once. */
  facetCounts(filter: Filter, scope: Scope, bbox?: Bbox): FacetCounts {
    const rowScope = toRowScope(scope, bbox);
    const counts = Object.fromEntries(
      this.schema.facets.map(({ name, values }) => [name, new Uint32Array(values.length)]),
    );
    for (const { reader, found, matches } of this.#match(filter)) {
      const matchWithout = (facet: string): Matches =>
        filter.facets[facet] ? reader.match(withoutFacet(filter, facet), found) : matches;
      addFacetCounts(counts, reader, { rowScope, matchWithout });
    }
    return counts;
  }

  /** The next `limit` hits in the order of the sort. With slots, a start is one inside them. */
  page(filter: Filter, request: PageRequest): Hit[] {
    const { limit, sort, from, asOf } = request;
    if (!(Number.isInteger(limit) && limit > 0)) throw new RangeError(`page limit is ${limit}`);
    if (!Number.isFinite(asOf)) throw new RangeError(`page asOf is ${asOf}`);
    if (from) checkLngLat('page from', from);
    else if (sort === 'distance') throw new RangeError('page by distance needs a from');
    const rowScope = toRowScope(request.scope, request.bbox);
    const sources = this.#match(filter).map(({ reader, found, matches }) => ({
      reader,
      found,
      rows: reader.listRows(matches, rowScope),
    }));
    return findPage(sources, filter, request);
  }

  /** How the q was read, best reading over all rows; null without a q. */
  findText(filter: Filter): Pick<TextMatch, 'via' | 'dropped'> | null {
    return filter.q === undefined ? null : matchText(this.#store, filter.q).reading;
  }

  /** Completions of what has been typed, most found first. */
  suggest(prefix: string, limit: number): Suggestion[] {
    return mergeSuggestions(this.#store, prefix, limit);
  }

  /** What all placed rows lie in, null when there are none. */
  bbox(): Bbox | null {
    const extents = this.#store.readers.map(extentOf).filter((extent) => extent !== null);
    if (extents.length === 0) return null;
    return [
      lngOf(Math.min(...extents.map(({ x0 }) => x0))),
      latOf(Math.max(...extents.map(({ y1 }) => y1))),
      lngOf(Math.max(...extents.map(({ x1 }) => x1))),
      latOf(Math.min(...extents.map(({ y0 }) => y0))),
    ];
  }

  /** Canonical key of a filter; throws when the filter does not fit the schema. */
  keyOf(filter: Filter): string {
    checkFilter(this.schema, filter);
    return canonicalKey(filter);
  }

  #match(filter: Filter): { reader: SegmentReader; found: TextMatch | null; matches: Matches }[] {
    checkFilter(this.schema, filter);
    const found = filter.q === undefined ? null : matchText(this.#store, filter.q).found;
    return this.#store.readers.map((reader, at) => {
      const rows = found?.[at] ?? null;
      return { reader, found: rows, matches: reader.match(filter, rows) };
    });
  }
}

function toRowScope(scope: Scope, bbox: Bbox | undefined): RowScope {
  if (scope === 'all' || scope === 'unplaced') return { scope };
  if (!bbox) throw new RangeError(`scope ${scope} needs a bbox`);
  return { scope, rect: rectOf(bbox) };
}
