import { ORGANISER } from '../contract/kinds.ts';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { RowInput } from '@zlm/tiles';
import type { Catalogue } from './catalogue.ts';
import type { LngLat } from './change-log.ts';
import { idsOf, type Change, type FeatureSource, type OrganiserTree, type RowReader } from './feature.ts';
import { collect, loadByIds, type CatalogueSources } from './load.ts';
import { NoSpare } from './places.ts';
import { treeOf } from './reference.ts';

// Things applied at once: the event loop waits for them.
const THINGS_AT_ONCE = 250;
// More than this is loaded again as a whole sooner than one by one.
const MOST_THINGS = 20_000;

export type UpdateParts = Pick<CatalogueSources, 'features' | 'places'>;

export interface Changed {
  changes: readonly Change[];
  /** Where others may have shown something of them that was never read here. */
  positions: readonly LngLat[];
}

interface Thing {
  kind: number;
  id: number;
}

/** Brings changed things up to date; may be repeated after a failure. Marks the catalogue stale where that is not enough. */
export async function updateCatalogue(
  catalogue: Catalogue,
  reader: RowReader,
  { changes, positions }: Changed,
  { features, places }: UpdateParts,
): Promise<void> {
  const placeIds = idsOf(changes, 'place');
  const institutionIds = idsOf(changes, ORGANISER);
  const [, , touched] = await Promise.all([
    placeIds.length > 0 && updatePlaces(catalogue, reader, placeIds, places),
    institutionIds.length > 0 && updateInstitutions(catalogue, reader, institutionIds, treeOf(features)),
    Promise.all(features.map((source) => listTouched(source, reader, changes))),
  ]);
  const seen = catalogue.listSeenWith(new Set(institutionIds), new Set(placeIds));
  const things = features.flatMap((source, kind) => {
    const ids = new Set([...idsOf(changes, source.kind), ...touched[kind]!, ...seen[kind]!]);
    return Array.from(ids, (id): Thing => ({ kind, id }));
  });
  if (things.length > MOST_THINGS) {
    catalogue.stale = true;
    return;
  }
  catalogue.index.touch(positions);
  for (let at = 0; at < things.length; at += THINGS_AT_ONCE) {
    if (at > 0) await nextTurn();
    await updateThings(catalogue, reader, things.slice(at, at + THINGS_AT_ONCE), features);
  }
}

async function updatePlaces(
  catalogue: Catalogue,
  reader: RowReader,
  ids: readonly number[],
  source: CatalogueSources['places'],
): Promise<void> {
  const found = await collect(source.load(reader, ids));
  unlessFull(catalogue, () => catalogue.updatePlaces(ids, found));
}

async function updateInstitutions(
  catalogue: Catalogue,
  reader: RowReader,
  ids: readonly number[],
  tree: OrganiserTree,
): Promise<void> {
  const { day, institutions } = catalogue;
  const [found, children] = await Promise.all([tree.load(reader, day, ids), tree.listChildren(reader, day, ids)]);
  if (institutions.reshapes(ids, found, children)) catalogue.stale = true;
  unlessFull(catalogue, () => institutions.update(ids, found));
}

function unlessFull(catalogue: Catalogue, update: () => void): void {
  try {
    update();
  } catch (cause) {
    if (!(cause instanceof NoSpare)) throw cause;
    catalogue.stale = true;
  }
}

async function listTouched(source: FeatureSource, reader: RowReader, changes: readonly Change[]): Promise<number[]> {
  const shown = changes.filter(({ kind }) => source.shows.includes(kind));
  return shown.length > 0 ? source.touchedBy(reader, shown) : [];
}

/** Reads all in one roundtrip and applies them together. */
async function updateThings(
  catalogue: Catalogue,
  reader: RowReader,
  things: readonly Thing[],
  features: readonly FeatureSource[],
): Promise<void> {
  const loaded = await Promise.all(
    features.map(async (source, kind) => {
      const ids = things.filter((thing) => thing.kind === kind).map(({ id }) => id);
      return ids.length > 0 ? loadByIds(source, reader, ids) : null;
    }),
  );
  const known = things.filter(({ id }) => catalogue.kindOf(id) !== undefined);
  catalogue.forget(things.map(({ id }) => id));
  const upsert = loaded.flatMap((some, kind) => {
    if (!some) return [];
    return some.rows.map((given): RowInput => {
      const row = catalogue.take(kind, given);
      const text = some.texts.get(row.id);
      return text ? { ...row, text: catalogue.fieldsOf(text, row.place) } : row;
    });
  });
  const present = new Set(upsert.map(({ id }) => id));
  const remove = known.filter(({ id }) => !present.has(id)).map(({ id }) => id);
  try {
    catalogue.index.apply({ upsert, remove });
  } catch (cause) {
    // What it forgot it could not take out again.
    catalogue.stale = true;
    throw cause;
  }
}
