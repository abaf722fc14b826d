import { traitsOf } from '../../contract/kinds.ts';
import type { Lang } from '../../contract/lists.ts';
import type { RecordCells, StoredThing } from '../../db/index.ts';
import type { Crs } from '../../formats/crs.ts';
import { toDateTime } from '../../formats/shanghai-time.ts';
import { attributionOf } from './attribution.ts';
import type { FileAsked, RowFile } from './files.ts';
import { featureId, toCells } from './record.ts';
import type { RecordRow } from './queries.ts';
import { findRows, readRecords, type RecordSources } from './rows.ts';

export interface RecordFeature {
  type: 'Feature';
  id: string;
  geometry: { type: 'Point'; coordinates: [number, number] } | null;
  properties: RecordCells;
}

/** A feature of RFC 7946; properties are named as the columns of an import in English, terms by their codes. */
export function toFeature(
  row: RecordRow,
  telling: { things: readonly StoredThing[]; lang: Lang; crs: Crs },
): RecordFeature {
  const { lng, lat, ...properties } = toCells(row, telling);
  const isPlaced = typeof lng === 'number' && typeof lat === 'number';
  return {
    type: 'Feature',
    id: featureId(row, traitsOf(row.kind).places === 'many'),
    geometry: isPlaced ? { type: 'Point', coordinates: [lng, lat] } : null,
    properties,
  };
}

/** Throws Invalid before anything is sent. */
export async function toGeojsonFile(sources: RecordSources, asked: FileAsked): Promise<RowFile<string>> {
  const { rows } = await findRows(sources.live, asked);
  const { lang, crs, now } = asked;
  const head = {
    type: 'FeatureCollection',
    attribution: await attributionOf(sources.database),
    coordinateSystem: crs,
    timeStamp: toDateTime(now),
    numberMatched: rows.length,
  };
  async function* parts() {
    yield `${JSON.stringify(head).slice(0, -1)},"features":[`;
    let separator = '\n';
    for await (const records of readRecords(sources, rows)) {
      const lines = records.map((record) => JSON.stringify(toFeature(record, { things: sources.things, lang, crs })));
      if (lines.length === 0) continue;
      yield separator + lines.join(',\n');
      separator = ',\n';
    }
    yield '\n]}\n';
  }
  return { count: rows.length, parts: parts() };
}
