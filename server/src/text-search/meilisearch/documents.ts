import type { Catalogue } from '../../catalogue/catalogue.ts';
import type { FeatureRow, FeatureSource, FeatureText, RowReader } from '../../catalogue/feature.ts';
import { loadByIds } from '../../catalogue/load.ts';
import { keyOf } from '../shown.ts';

/** Of a batch for the server. */
const ROWS = 1000;

/** A row of the index as the server keeps it; `place` and `institution` are 0 for none. */
export interface RowDocument {
  key: string;
  id: number;
  place: number;
  institution: number;
  kind: string;
  title: string;
  organiser: string;
  topic: string;
  location: string;
  description: string;
  _geo: { lat: number; lng: number } | null;
}

/** Documents of all rows of a kind, a thousand at a time. */
export async function* readDocuments(
  catalogue: Catalogue,
  source: FeatureSource,
  reader: RowReader,
): AsyncGenerator<RowDocument[]> {
  for await (const batch of source.load(reader)) {
    for (let at = 0; at < batch.length; at += ROWS) {
      const rows = batch.slice(at, at + ROWS);
      const ids = [...new Set(rows.map(({ id }) => id))];
      const texts = new Map<number, FeatureText>();
      for await (const some of source.loadTexts(reader, ids)) for (const text of some) texts.set(text.id, text);
      yield toDocuments(catalogue, source.kind, rows, texts);
    }
  }
}

/** Documents of the rows that some things now have. */
export async function readDocumentsOf(
  catalogue: Catalogue,
  source: FeatureSource,
  reader: RowReader,
  ids: readonly number[],
): Promise<RowDocument[]> {
  if (ids.length === 0) return [];
  const { rows, texts } = await loadByIds(source, reader, ids);
  return toDocuments(catalogue, source.kind, rows, texts);
}

function toDocuments(
  catalogue: Catalogue,
  kind: string,
  rows: readonly FeatureRow[],
  texts: ReadonlyMap<number, FeatureText>,
): RowDocument[] {
  return rows.flatMap((row) => {
    // Deleted between two reads: a change tells so later.
    const text = texts.get(row.id);
    return text ? [toDocument(catalogue, kind, row, text)] : [];
  });
}

function toDocument(catalogue: Catalogue, kind: string, row: FeatureRow, text: FeatureText): RowDocument {
  const place = row.place ?? 0;
  const { title, organiser, topic, place: location, description } = catalogue.fieldsOf(text, place);
  return {
    key: keyOf({ id: row.id, place }),
    id: row.id,
    place,
    institution: row.institution ?? 0,
    kind,
    title,
    organiser,
    topic,
    location,
    description,
    _geo: catalogue.positionOf(place),
  };
}
