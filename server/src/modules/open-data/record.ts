import type { Catalogue } from '../../catalogue/catalogue.ts';
import type { Lang } from '../../contract/lists.ts';
import type { RecordCells, RecordValue, StoredThing } from '../../db/index.ts';
import { fromWgs84, type Crs, type LngLat } from '../../formats/crs.ts';
import { sayHours } from './say-hours.ts';
import type { RecordRow } from './queries.ts';

export interface Telling {
  catalogue: Catalogue;
  things: readonly StoredThing[];
  lang: Lang;
  crs: Crs;
}

/** Columns of every kind that no import reads: whose they are and where they are shown. */
export const BESIDE = [
  { key: 'kind', zh: '类别名', en: 'kind' },
  { key: 'thing', zh: '地图编号', en: 'thing' },
  { key: 'crs', zh: '坐标系', en: 'crs' },
  { key: 'source_system', zh: '来源系统', en: 'source_system' },
  { key: 'confirmed_on', zh: '最近核实', en: 'confirmed_on' },
  { key: 'updated_at', zh: '更新时间', en: 'updated_at' },
  { key: 'is_demo', zh: '演示数据', en: 'is_demo' },
] as const;

/** All that is public of a row, by the keys of its columns; vocabularies by their codes. */
export function toCells(row: RecordRow, { things, lang, crs }: Pick<Telling, 'things' | 'lang' | 'crs'>): RecordCells {
  const { record } = things.find(({ kind }) => kind === row.kind)!;
  const told = record.tell?.(row.cells, lang) ?? row.cells;
  const spot = toSpot(row, crs);
  const common: RecordCells = {
    id: row.source_id,
    institution: row.organiser,
    institution_id: row.organiser_source,
    institution_type: row.organiser_type,
    institution_division: row.organiser_division,
    place: row.place_name,
    place_id: row.place_source,
    division: row.division,
    address: row.address,
    lng: spot && spot[0],
    lat: spot && spot[1],
    precision_m: row.precision_m,
    opening_hours: row.opening_hours && sayHours(row.opening_hours, lang),
    accessibility: row.accessibility ?? [],
    source_url: row.source_url,
  };
  const beside: RecordCells = {
    kind: row.kind,
    thing: row.id,
    crs,
    source_system: row.source_system,
    confirmed_on: row.confirmed_on,
    updated_at: row.updated_at.toISOString(),
    is_demo: row.is_demo,
  };
  const keys = record.columns.map(({ key }) => key);
  const own = keys.map((key): [string, RecordValue] => [key, told[key] ?? common[key] ?? null]);
  return { ...Object.fromEntries(own), ...beside };
}

/** What was not converted is as exact as it is kept. */
function toSpot({ lng, lat }: RecordRow, crs: Crs): LngLat | null {
  if (lng === null || lat === null) return null;
  if (crs === 'WGS84' || crs === 'CGCS2000') return [lng, lat];
  const [x, y] = fromWgs84([lng, lat], crs);
  return [Number(x.toFixed(7)), Number(y.toFixed(7))];
}

/** Its name in files: rows of one thing at several places have several. */
export const featureId = ({ id, place }: { id: number; place: number | null }, hasMany: boolean): string =>
  hasMany && place ? `${id}-${place}` : String(id);
