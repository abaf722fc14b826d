import { ORGANISER } from '../../contract/kinds.ts';
import type pg from 'pg';
import type { Catalogue } from '../../catalogue/catalogue.ts';
import type { Cursor } from '../../catalogue/state.ts';
import type { ChangeLog, LoggedChange } from '../../catalogue/change-log.ts';
import { idsOf, type FeatureSource, type RowReader } from '../../catalogue/feature.ts';
import { toRowReader } from '../../catalogue/row-reader.ts';
import { runPlain } from '../../catalogue/statements.ts';
import { readDocumentsOf, type RowDocument } from './documents.ts';
import { compareCursors, toPositionDocument, type Position } from './position.ts';
import type { Writer } from './writer.ts';

/** Above this many things everything is written anew sooner than one by one. */
const MOST_THINGS = 20_000;
const THINGS_AT_ONCE = 1000;

export interface CatchUpParts {
  writer: Writer;
  pool: pg.Pool;
  log: ChangeLog;
  catalogue: Catalogue;
  features: readonly FeatureSource[];
}

/**
 * Brings the next changes after a position that the catalogue has already taken. Answers the new position, the same
 * one when there are none, null when only an index made anew can follow.
 */
export async function catchUp(position: Position, parts: CatchUpParts): Promise<Position | null> {
  const { writer, pool, log, catalogue } = parts;
  const next = await withClient(pool, (client) => log.read(client, position.cursor, position.origin));
  if (!next) return null;
  const changes = next.changes.filter((change) => isTaken(catalogue.cursor, change));
  if (changes.length === 0) return position;
  if (changes.some(({ kind }) => kind === '*')) return null;
  const things = await listTouched(changes, parts);
  if (things.size > MOST_THINGS) return null;
  const ids = [...things];
  let documents: RowDocument[] = [];
  for (let at = 0; at < ids.length; at += THINGS_AT_ONCE) {
    if (documents.length > 0) await writer.add('index', documents);
    documents = await readThings(ids.slice(at, at + THINGS_AT_ONCE), parts);
  }
  const { xid, seq } = changes.at(-1)!;
  const reached = { ...position, cursor: { xid, seq } };
  // In one task with the last rows: between two the server could be restored, and the position tell of rows it lost.
  await writer.add('index', [...documents, toPositionDocument(reached)]);
  return reached;
}

const isTaken = (cursor: Cursor, change: LoggedChange) => compareCursors(change, cursor) <= 0;

/** Ids of what changed, of what shows something of it now, and of what the index holds as showing it. */
async function listTouched(
  changes: readonly LoggedChange[],
  { writer, pool, features }: CatchUpParts,
): Promise<Set<number>> {
  const touched = await withReader(pool, (reader) =>
    features.map((source) => {
      const shown = changes.filter(({ kind }) => source.shows.includes(kind));
      return shown.length > 0 ? source.touchedBy(reader, shown) : Promise.resolve([]);
    }),
  );
  const held = await Promise.all([
    writer.listHeld('place', idsOf(changes, 'place')),
    writer.listHeld('institution', idsOf(changes, ORGANISER)),
  ]);
  const own = features.flatMap(({ kind }) => idsOf(changes, kind));
  return new Set([...own, ...touched.flat(), ...held.flat().map(({ id }) => id)]);
}

/** Takes out rows that are no more; answers those that are. */
async function readThings(
  ids: readonly number[],
  { writer, pool, catalogue, features }: CatchUpParts,
): Promise<RowDocument[]> {
  const read = await withReader(pool, (reader) =>
    features.map((source) => readDocumentsOf(catalogue, source, reader, ids)),
  );
  const documents = read.flat();
  const keys = new Set(documents.map(({ key }) => key));
  const held = await writer.listHeld('id', ids);
  await writer.remove(held.map(({ key }) => key).filter((key) => !keys.has(key)));
  return documents;
}

/** One roundtrip; no connection is kept while the search server is waited for. */
function withReader<T>(pool: pg.Pool, read: (reader: RowReader) => Promise<T>[]): Promise<T[]> {
  return withClient(pool, (client) => Promise.all(read(toRowReader(client, runPlain))));
}

async function withClient<T>(pool: pg.Pool, run: (client: pg.ClientBase) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    return await run(client);
  } finally {
    client.release();
  }
}
