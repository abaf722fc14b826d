import type pg from 'pg';
import type { Database } from '../db/index.ts';
import type { RowReader } from './feature.ts';

const BATCH = 8192;
const IDS_AT_ONCE = 2000;

// Casting to text in the statement and parsing here by hand is much faster than pg's parsers of arrays.
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number) => parsers.get(oid) ?? asText) as pg.CustomTypesConfig['getTypeParser'],
};
const asText = (value: string) => value;
const parsers = new Map<number, (value: string) => unknown>([
  [16, (value) => value === 't'],
  [20, Number],
  [21, Number],
  [23, Number],
  [700, Number],
  [701, Number],
]);

const BEGIN = 'BEGIN READ ONLY; SET LOCAL ROLE zlm_app';
// Before a first ANALYZE the planner takes tables for almost empty and loops over them for minutes.
const BEGIN_WHOLE = `${BEGIN}; SET LOCAL enable_nestloop = off`;

/** Reads everything, on a connection free of the limits on requests, under the application role. */
export function withRowReader<T>(
  database: Pick<Database, 'maintain'>,
  run: (reader: RowReader) => Promise<T>,
): Promise<T> {
  return database.maintain((client) => run(toRowReader(client, BEGIN_WHOLE)));
}

/** Each statement is a transaction of its own: on the embedded database an open one makes everybody wait. */
export function toRowReader(client: pg.ClientBase, begin = BEGIN): RowReader {
  const rows = async <R>(text: string, values: readonly unknown[] = []): Promise<R[]> => {
    await client.query(begin);
    try {
      const result = await client.query({ text, values: [...values], rowMode: 'array', types });
      return result.rows as R[];
    } finally {
      await client.query('COMMIT');
    }
  };
  return {
    rows,
    async *batches<R>(select: string, idColumn: string, ids?: readonly number[]) {
      if (ids) {
        for (let at = 0; at < ids.length; at += IDS_AT_ONCE) {
          yield await rows<R>(`${select} WHERE ${idColumn} = ANY($1)`, [ids.slice(at, at + IDS_AT_ONCE)]);
        }
        return;
      }
      const text = `${select} WHERE ${idColumn} > $1 ORDER BY ${idColumn} FETCH FIRST ${BATCH} ROWS WITH TIES`;
      for (let last = 0; ;) {
        const batch = await rows<R & readonly [number]>(text, [last]);
        if (batch.length > 0) yield batch;
        if (batch.length < BATCH) return;
        last = batch.at(-1)![0];
      }
    },
  };
}
