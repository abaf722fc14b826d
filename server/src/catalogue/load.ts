import type { RowInput, TextFields } from '@zlm/tiles';
import type { Database } from '../db/index.ts';
import { Catalogue, type CatalogueParts } from './catalogue.ts';
import type { Cursor } from './state.ts';
import type { FeatureRow, FeatureSource, FeatureText, PlaceRow, PlaceSource, RowReader } from './feature.ts';
import { readOrigin } from './origin.ts';
import { factsOf, patternOf } from './places.ts';
import { loadRows } from './index-thread.ts';
import { loadReference } from './reference.ts';
import { withRowReader } from './row-reader.ts';
import { runSliced } from './steps.ts';
import { toWallMinutes } from '../formats/shanghai-time.ts';
import { dayOf } from './wall-time.ts';

// Places between two turns of others.
const PLACES_AT_ONCE = 500;

export interface CatalogueSources {
  database: Database;
  /** In the order in which clusters count their kinds. */
  features: readonly FeatureSource[];
  places: PlaceSource;
  clock: () => Date;
}

/**
 * Loads everything; resolves when tiles and searches without q are answered, `text` when q is too.
 * What changes meanwhile may be missing: follow from `cursor`.
 */
export async function loadCatalogue(sources: CatalogueSources): Promise<Catalogue> {
  const { cursor, origin } = await findStart(sources.database);
  const catalogue = await withRowReader(sources.database, async (reader) => {
    const day = dayOf(toWallMinutes(sources.clock()));
    const places = await collect<PlaceRow>(sources.places.load(reader));
    const reference = await loadReference(reader, day, sources.features);
    const kinds = sources.features.map(({ kind }) => kind);
    const loaded = await runSliced(createCatalogue(places, { kinds, reference, day, cursor, origin }));
    const rows: FeatureRow[][] = [];
    for (const source of sources.features) rows.push(await collect(source.load(reader)));
    const count = rows.reduce((sum, { length }) => sum + length, 0);
    await loadRows(loaded.index, takeRows(loaded, rows), count);
    return loaded;
  });
  catalogue.noteState();
  catalogue.text = loadText(sources, catalogue);
  // Whoever waits for it sees the failure; nobody has to wait.
  catalogue.text.catch(() => undefined);
  return catalogue;
}

/** A catalogue of places without things. */
function* createCatalogue(
  places: readonly PlaceRow[],
  parts: Omit<CatalogueParts, 'hours' | 'accessible'>,
): Generator<void, Catalogue> {
  const hours = new Set<string>();
  const accessible = new Set<string>();
  for (const [at, place] of places.entries()) {
    const pattern = patternOf(place);
    if (pattern !== null) hours.add(pattern);
    accessible.add(factsOf(place));
    if (at % PLACES_AT_ONCE === 0) yield;
  }
  const catalogue = new Catalogue({ ...parts, hours, accessible });
  for (const [at, place] of places.entries()) {
    catalogue.addPlace(place);
    if (at % PLACES_AT_ONCE === 0) yield;
  }
  return catalogue;
}

/** One by one as the index asks for them: kept all at once they would double the memory. */
function* takeRows(catalogue: Catalogue, byKind: readonly (readonly FeatureRow[])[]): Generator<RowInput> {
  for (const [kind, rows] of byKind.entries()) for (const row of rows) yield catalogue.take(kind, row);
}

async function loadText({ database, features }: CatalogueSources, catalogue: Catalogue): Promise<void> {
  const texts = new Map<number, FeatureText>();
  await withRowReader(database, async (reader) => {
    for (const source of features) {
      for await (const batch of source.loadTexts(reader)) for (const text of batch) texts.set(text.id, text);
    }
  });
  const fields = (id: number, place: number): TextFields | undefined => {
    const text = texts.get(id);
    return text && catalogue.fieldsOf(text, place);
  };
  await runSliced(catalogue.index.loadTextSteps(fields));
}

// Processes that start at rest start at the same change.
const LAST_CHANGE = `SELECT xid::text, seq FROM changes WHERE xid < pg_snapshot_xmin(pg_current_snapshot())
  ORDER BY changes.xid DESC, changes.seq DESC LIMIT 1`;
const BEFORE_ALL: Cursor = { xid: '0', seq: -1 };

/** The last change below which no transaction is open: what is loaded now has it. */
async function findStart({ pool }: Database): Promise<{ cursor: Cursor; origin: string }> {
  const client = await pool.connect();
  try {
    const origin = await readOrigin(client);
    const { rows } = await client.query<Cursor>(LAST_CHANGE);
    return { cursor: rows[0] ?? BEFORE_ALL, origin };
  } finally {
    client.release();
  }
}

/** All batches as one. */
export async function collect<T>(batches: AsyncIterable<T[]>): Promise<T[]> {
  const all: T[] = [];
  for await (const batch of batches) for (const item of batch) all.push(item);
  return all;
}

/** All of some ids, read at once. */
export async function loadByIds(
  source: FeatureSource,
  reader: RowReader,
  ids: readonly number[],
): Promise<{ rows: FeatureRow[]; texts: Map<number, FeatureText> }> {
  const [rows, texts] = await Promise.all([collect(source.load(reader, ids)), collect(source.loadTexts(reader, ids))]);
  return { rows, texts: new Map(texts.map((text) => [text.id, text])) };
}
