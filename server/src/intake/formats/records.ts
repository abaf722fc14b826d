import type { Geometry } from 'geojson';
import { z } from 'zod';
import { toPoint } from '../../formats/geojson.ts';
import { BrokenFile } from '../broken-file.ts';
import { matchHeaders } from '../headers.ts';
import type { Column } from '../reading/columns.ts';
import type { SourceRow } from '../reading/fields.ts';
import type { Issue } from '../reading/issues.ts';
import { withoutUnstorable, type SourceRows } from '../source-rows.ts';
import { toSourceRow } from './geojson.ts';
import { readOpenActive } from './open-active.ts';

const Records = z.array(z.object({ id: z.string(), data: z.record(z.string(), z.unknown()) }));
const Features = z.array(
  z.object({
    geometry: z
      .custom<Geometry>((value) => typeof value === 'object')
      .nullable()
      .default(null),
    properties: z.record(z.string(), z.unknown()),
  }),
);

/**
 * Items of a feed, as JSON of a list of `{ id, data }`: of OpenActive, or each some features as this server's own feed gives
 * them. The line of a row is the place of its item, from 1; several rows may be of one. Throws `BrokenFile`.
 */
export function readRecords(bytes: Uint8Array, columns: readonly Column[]): SourceRows {
  const records = Records.safeParse(JSON.parse(new TextDecoder().decode(bytes)));
  if (!records.success) throw new BrokenFile('json', 'id, data');
  const result: SourceRows = {
    ...{ rows: [], rejected: [], labels: new Map<string, string>(), unknownColumns: [], warnings: [] },
    ...{ headers: [], table: [] },
  };
  for (const [at, { id, data }] of records.data.entries()) {
    const line = at + 1;
    result.table.push({ line, cells: [id] });
    const features = Features.safeParse(data['features']);
    if (features.success) result.rows.push(...features.data.map((one) => ofFeature(line, id, one, columns)));
    else if (columns.some(({ key }) => key === 'dates')) {
      const { values, leftOut } = readOpenActive(data);
      result.rows.push({ line, values: values.set('id', id), original: { id, ...data } });
      result.warnings!.push(...leftOut.map((one): Issue => ({ ...one, line, code: 'left-out', detail: one.value })));
    } else result.rejected.push({ line, column: '', value: id, code: 'not-a-feature', detail: '' });
  }
  return withoutUnstorable(result, '');
}

function ofFeature(
  line: number,
  id: string,
  { geometry, properties }: z.infer<typeof Features>[number],
  columns: readonly Column[],
): SourceRow {
  const names = Object.keys(properties);
  const { keys } = matchHeaders(names, columns);
  const keyOf = new Map(names.map((name, at) => [name, keys[at] ?? null]));
  const point = toPoint(geometry);
  const row = toSourceRow({ number: line, id, properties, geometry }, point, keyOf);
  return { ...row, values: new Map([...row.values, ['id', id]]) };
}
