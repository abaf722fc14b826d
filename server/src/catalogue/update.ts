import type { RowInput } from '@zlm/tiles';
import type { Catalogue } from './catalogue.ts';
import { idsOf, type Change, type FeatureSource, type PlaceRow, type RowReader } from './feature.ts';
import type { CatalogueSources } from './load.ts';
import { loadByIds } from './load.ts';
import { NoSpare } from './places.ts';
import { listChildren, loadInstitutions } from './reference.ts';

// Rows applied at once: the event loop waits for them.
const IDS_AT_ONCE = 500;
// More than this is loaded again as a whole sooner than one by one.
const MOST_IDS = 20_000;

export type UpdateParts = Pick<CatalogueSources, 'features' | 'places'> & { day: number };

/** Brings changed things up to date; may be repeated after a failure. Marks the catalogue stale where that is not enough. */
export async function updateCatalogue(
  catalogue: Catalogue,
  reader: RowReader,
  changes: readonly Change[],
  { features, places, day }: UpdateParts,
): Promise<void> {
  const placeIds = idsOf(changes, 'place');
  const institutionIds = idsOf(changes, 'institution');
  try {
    if (placeIds.length > 0) await updatePlaces(catalogue, reader, placeIds, places);
    if (institutionIds.length > 0) await updateInstitutions(catalogue, reader, institutionIds, day);
  } catch (cause) {
    if (!(cause instanceof NoSpare)) throw cause;
    catalogue.stale = true;
  }
  const seen = [new Set(institutionIds), new Set(placeIds)] as const;
  for (const [kind, source] of features.entries()) {
    const ids = new Set([
      ...idsOf(changes, source.kind),
      ...(await listTouched(source, reader, changes)),
      ...catalogue.listSeenWith(kind, ...seen),
    ]);
    if (ids.size > MOST_IDS) catalogue.stale = true;
    else await updateThings(catalogue, reader, kind, source, [...ids]);
  }
}

async function updatePlaces(
  catalogue: Catalogue,
  reader: RowReader,
  ids: readonly number[],
  source: CatalogueSources['places'],
): Promise<void> {
  const found: PlaceRow[] = [];
  for await (const batch of source.load(reader, ids)) found.push(...batch);
  catalogue.updatePlaces(ids, found);
}

async function updateInstitutions(
  catalogue: Catalogue,
  reader: RowReader,
  ids: readonly number[],
  day: number,
): Promise<void> {
  const found = await loadInstitutions(reader, day, ids);
  const children = await listChildren(reader, day, ids);
  if (catalogue.institutions.reshapes(ids, found, children)) catalogue.stale = true;
  catalogue.institutions.update(ids, found);
}

function listTouched(source: FeatureSource, reader: RowReader, changes: readonly Change[]): Promise<number[]> {
  const elsewhere = changes.filter(({ kind }) => kind !== source.kind);
  return elsewhere.length > 0 ? source.touchedBy(reader, elsewhere) : Promise.resolve([]);
}

async function updateThings(
  catalogue: Catalogue,
  reader: RowReader,
  kind: number,
  source: FeatureSource,
  ids: readonly number[],
): Promise<void> {
  for (let at = 0; at < ids.length; at += IDS_AT_ONCE) {
    const some = ids.slice(at, at + IDS_AT_ONCE);
    const { rows, texts } = await loadByIds(source, reader, some);
    catalogue.forget(some);
    const upsert = rows.map((given): RowInput => {
      const row = catalogue.take(kind, given);
      const text = texts.get(row.id);
      return text ? { ...row, text: catalogue.fieldsOf(text, row.place) } : row;
    });
    const present = new Set(rows.map(({ id }) => id));
    catalogue.index.apply({ upsert, remove: some.filter((id) => !present.has(id)) });
  }
}
