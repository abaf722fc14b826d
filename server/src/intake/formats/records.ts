import type { Geometry } from 'geojson';
import { toPoint } from '../../formats/geojson.ts';
import { matchHeaders } from '../headers.ts';
import type { Column } from '../reading/columns.ts';
import type { SourceRow } from '../reading/fields.ts';
import type { Issue } from '../reading/issues.ts';
import { withoutUnstorable, type SourceRows } from '../source-rows.ts';
import { toSourceRow } from './geojson.ts';
import { readOpenActive } from './open-active.ts';

interface Item {
  id: string;
  data: Record<string, unknown>;
}
interface Feature {
  geometry: Geometry | null;
  properties: Record<string, unknown>;
}
const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
/** Null where the item is none of this server's own form. */
function featuresOf({ features }: Item['data']): Feature[] | null {
  if (!Array.isArray(features) || !features.every((one) => isObject(one) && isObject(one['properties']))) return null;
  return features.map(({ geometry = null, properties }: Feature) => ({ geometry, properties }));
}

/**
 * Items of a feed, as JSON of a list of `{ id, data }`: of OpenActive, or each some features as this server's own feed gives
 * them. The line of a row is the place of its item, from 1; several rows may be of one.
 */
export function readRecords(bytes: Uint8Array, columns: readonly Column[]): SourceRows {
  const items = JSON.parse(new TextDecoder().decode(bytes)) as Item[];
  const result: SourceRows = {
    ...{ rows: [], rejected: [], labels: new Map<string, string>(), unknownColumns: [], warnings: [] },
    ...{ headers: [], table: [] },
  };
  for (const [at, { id, data }] of items.entries()) {
    const line = at + 1;
    result.table.push({ line, cells: [id] });
    const features = featuresOf(data);
    if (features) result.rows.push(...features.map((one) => ofFeature(line, id, one, columns)));
    else if (columns.some(({ key }) => key === 'dates')) {
      const { values, leftOut } = readOpenActive(data);
      result.rows.push({ line, values: values.set('id', id), original: { id, ...data } });
      const nameOf = (key: string) => columns.find((column) => column.key === key)?.zh ?? key;
      const said = ({ column, value }: (typeof leftOut)[number]): Issue => ({
        ...{ line, column: nameOf(column), value, code: 'left-out', detail: value },
      });
      result.warnings!.push(...leftOut.map(said));
    } else result.rejected.push({ line, column: '', value: id, code: 'not-a-feature', detail: '' });
  }
  return withoutUnstorable(result, '');
}

function ofFeature(line: number, id: string, { geometry, properties }: Feature, columns: readonly Column[]): SourceRow {
  const names = Object.keys(properties);
  const { keys } = matchHeaders(names, columns);
  const keyOf = new Map(names.map((name, at) => [name, keys[at] ?? null]));
  const point = toPoint(geometry);
  const row = toSourceRow({ number: line, id, properties, geometry }, point, keyOf);
  return { ...row, values: new Map([...row.values, ['id', id]]) };
}
