import { setTimeout as rest } from 'node:timers/promises';
import type { Bbox } from '@zlm/tiles';
import type { Catalogue } from '../../catalogue/catalogue.ts';
import type { LiveCatalogue } from '../../catalogue/live.ts';
import type { Filters } from '../../contract/filters.ts';
import { KINDS, type Kind } from '../../contract/kinds.ts';
import { withReader, type Database, type StoredThing } from '../../db/index.ts';
import { toWallMinutes } from '../../formats/shanghai-time.ts';
import { readCatalogue, resolveFilter } from '../search/filter.ts';
import { listRecords, type RecordRequest, type RecordRow } from './queries.ts';

/** Read at a time: the embedded database serves nobody else meanwhile. */
const BATCH = 250;

export interface RecordSources {
  database: Database;
  live: LiveCatalogue;
  things: readonly StoredThing[];
}
/** What a query finds, by kind and id: each row that a search counts. */
export interface FoundRows {
  catalogue: Catalogue;
  rows: RecordRequest[];
}

/** Throws Invalid. */
export async function findRows(
  live: LiveCatalogue,
  { bbox, filters, now }: { bbox?: Bbox | undefined; filters: Filters; now: Date },
): Promise<FoundRows> {
  const catalogue = await readCatalogue(live, filters);
  const asOf = toWallMinutes(now);
  const filter = resolveFilter(filters, asOf, catalogue);
  const totals = catalogue.index.totals(filter, bbox);
  const limit = bbox ? totals.inView : totals.total;
  if (limit === 0) return { catalogue, rows: [] };
  const scope = bbox ? ({ scope: 'view', bbox } as const) : ({ scope: 'all' } as const);
  const hits = catalogue.index.page(filter, { sort: 'soonest', limit, asOf, ...scope });
  const rows = hits.map(({ id, place }) => ({ id, place, kind: catalogue.kindOf(id) as Kind }));
  return { catalogue, rows: rows.filter(({ kind }) => kind).sort(byKind) };
}

const byKind = (a: RecordRequest, b: RecordRequest) =>
  KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) || a.id - b.id || a.place - b.place;

/** Records in the order of the rows; what was taken out meanwhile is missing. */
export async function* readRecords(
  { database, things }: Pick<RecordSources, 'database' | 'things'>,
  rows: readonly RecordRequest[],
): AsyncGenerator<RecordRow[]> {
  for (let at = 0; at < rows.length; at += BATCH) {
    const began = performance.now();
    const batch = rows.slice(at, at + BATCH);
    const records = await withReader(database, (tx) => listRecords(tx, things, batch));
    const took = performance.now() - began;
    yield records.sort((a, b) => a.n - b.n);
    // Others get a part of the database too.
    if (at + BATCH < rows.length) await rest(took / 2);
  }
}
