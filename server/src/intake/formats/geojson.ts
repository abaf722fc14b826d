import {
  GeojsonBroken,
  parseFeatures,
  toPoint,
  type ParsedFeature,
  type ParsedFeatures,
} from '../../formats/geojson.ts';
import { BrokenFile, MAX_ROWS } from '../broken-file.ts';
import type { Column } from '../reading/columns.ts';
import type { SourceRow } from '../reading/fields.ts';
import { matchHeaders, type Mapping } from '../headers.ts';
import { withoutUnstorable, type FileRow, type SourceRows } from '../source-rows.ts';
import { decodeText } from '../../formats/text.ts';
import { checkHeaders } from './table.ts';

/** Points of features, with properties named as the columns of a table. Throws `BrokenFile`. */
export function readGeojsonFile(bytes: Uint8Array, columns: readonly Column[], told?: Mapping): SourceRows {
  const { features, broken } = parseFile(bytes);
  if (features.length === 0) throw new BrokenFile('no-rows');
  if (features.length > MAX_ROWS) throw new BrokenFile('too-many-rows');
  const names = [...new Set(features.flatMap(({ properties }) => Object.keys(properties)))];
  const headers = matchHeaders(names, columns, told);
  const own = OWN.filter((name) => !names.includes(name));
  const named = [
    ...names.map((header, i) => ({ header, column: headers.keys[i] ?? null })),
    ...own.map((name) => ({ header: name, column: name })),
  ];
  const table = features.map((feature) => toFileRow(feature, [...names, ...own]));
  const missing = headers.missing.filter(({ key }) => key !== 'lng' && key !== 'lat');
  checkHeaders({ ...headers, missing }, { headers: named, rows: table.slice(0, 5) });

  const keyOf = new Map(names.map((name, i) => [name, headers.keys[i] ?? null]));
  const labels = new Map([...headers.labels, ['lng', 'coordinates'], ['lat', 'coordinates']]);
  const result: SourceRows = {
    ...{ rows: [], rejected: [], labels, unknownColumns: headers.unknown },
    ...{ headers: named, table },
  };
  for (const feature of features) {
    const point = toPoint(feature.geometry);
    if (feature.geometry !== null && !point) {
      const value = feature.geometry.type;
      result.rejected.push({ line: feature.number, column: 'geometry', value, code: 'not-a-point', detail: '' });
    } else {
      result.rows.push(toSourceRow(feature, point, keyOf));
    }
  }
  for (const line of broken) result.rejected.push({ line, column: '', value: '', code: 'not-a-feature', detail: '' });
  result.table = [...table, ...broken.map((line) => ({ line, cells: [] }))].sort((a, b) => a.line - b.line);
  return withoutUnstorable(result, 'properties');
}

const [RECORD, FORM_FEED] = [0x1e, 0x0c];
/** What a feature says beside its properties. */
const OWN = ['id', 'lng', 'lat'];

function toFileRow({ number, id, properties, geometry }: ParsedFeature, names: readonly string[]): FileRow {
  const [lng, lat] = toPoint(geometry) ?? [];
  const own: Record<string, unknown> = { id, lng, lat };
  const all = { ...own, ...properties };
  return { line: number, cells: names.map((name) => toText(Object.hasOwn(all, name) ? all[name] : null)) };
}

export function parseFile(bytes: Uint8Array): ParsedFeatures {
  // A separator of records is no character of a text.
  const decoded = decodeText(
    bytes.includes(RECORD) ? bytes.map((byte) => (byte === RECORD ? FORM_FEED : byte)) : bytes,
  );
  if ('flaw' in decoded) throw new BrokenFile(decoded.flaw);
  try {
    return parseFeatures(decoded.text);
  } catch (cause) {
    if (cause instanceof GeojsonBroken) throw new BrokenFile('json', cause.message);
    throw cause;
  }
}

export function toSourceRow(
  { number, id, properties, geometry }: ParsedFeature,
  point: [number, number] | null,
  keyOf: ReadonlyMap<string, string | null>,
): SourceRow {
  const values = new Map<string, string>();
  if (id !== null) values.set('id', id);
  for (const [name, value] of Object.entries(properties)) {
    const key = keyOf.get(name);
    if (key) values.set(key, toText(value));
  }
  if (point) {
    values.set('lng', String(point[0]));
    values.set('lat', String(point[1]));
  }
  return { line: number, values, original: { ...properties, ...(id === null ? {} : { id }), geometry } };
}

function toText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map(toText).join(';');
  return typeof value === 'string' ? value : JSON.stringify(value);
}
