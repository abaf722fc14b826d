import { traitsOf, type Kind } from '../../contract/kinds.ts';

import type { Lang } from '../../contract/lists.ts';
import { withReader } from '../../db/index.ts';
import { NotFound } from '../../errors.ts';
import { toFeature, type RecordFeature } from '../open-data/geojson.ts';
import { findPlaceOf, listRecords, type RecordRequest } from '../open-data/queries.ts';
import { featureId } from '../open-data/record.ts';
import { findRows, readRecords, type RecordSources } from '../open-data/rows.ts';
import type { AskedItems } from './asked.ts';

export interface ItemsPage {
  matched: number;
  features: RecordFeature[];
  /** To go on after; null at the end. */
  next: string | null;
}

const KEPT = 8;
const KEPT_MS = 60_000;

/** Pages of what is found; who reads them one after the other is not searched for anew each time. */
export function createItems(sources: RecordSources) {
  const found = new Map<string, { rows: RecordRequest[]; at: number }>();

  async function find({ filters, bbox }: AskedItems, now: Date): Promise<RecordRequest[]> {
    const key = JSON.stringify([filters, bbox, sources.live.current.state]);
    const known = found.get(key);
    if (known && performance.now() - known.at < KEPT_MS) return known.rows;
    const { rows } = await findRows(sources.live, { filters, bbox, now });
    found.delete(key);
    found.set(key, { rows, at: performance.now() });
    if (found.size > KEPT) found.delete(found.keys().next().value!);
    return rows;
  }

  /** Throws Invalid. */
  return async function read(
    kind: Kind,
    asked: AskedItems,
    { now, lang }: { now: Date; lang: Lang },
  ): Promise<ItemsPage> {
    const rows = await find(asked, now);
    const first = asked.after === undefined ? 0 : positionAfter(rows, asked.after);
    const wanted = rows.slice(first, first + asked.limit);
    const features: RecordFeature[] = [];
    for await (const records of readRecords(sources, wanted))
      features.push(...records.map((record) => toFeature(record, { things: sources.things, lang, crs: 'WGS84' })));
    const last = first + asked.limit < rows.length ? wanted.at(-1)! : null;
    return { matched: rows.length, features, next: last && `${last.id}-${last.place}` };
  };
}

/** By id and place: what was there before may be gone. */
function positionAfter(rows: readonly RecordRequest[], after: string): number {
  const [id = 0, place = 0] = after.split('-').map(Number);
  const at = rows.findIndex((row) => row.id > id || (row.id === id && row.place > place));
  return at < 0 ? rows.length : at;
}

/** Throws NotFound. */
export async function readItem(
  { database, things }: Pick<RecordSources, 'database' | 'things'>,
  { kind, name, lang }: { kind: Kind; name: string; lang: Lang },
): Promise<RecordFeature> {
  const [, id, place] = /^([1-9]\d{0,14})(?:-([1-9]\d{0,14}))?$/.exec(name) ?? [];
  if (id === undefined) throw new NotFound();
  const thing = things.find((one) => one.kind === kind)!;
  const { places } = traitsOf(kind);
  const [record] = await withReader(database, async (tx) => {
    const at = places === 'one' ? await findPlaceOf(tx, thing, Number(id)) : Number(place ?? 0);
    return listRecords(tx, things, [{ id: Number(id), place: at, kind }]);
  });
  if (!record || featureId(record, places === 'many') !== name) throw new NotFound();
  return toFeature(record, { things, lang, crs: 'WGS84' });
}
