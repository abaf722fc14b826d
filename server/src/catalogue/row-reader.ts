import type pg from 'pg';
import type { Database } from '../db/index.ts';
import type { RowReader } from './feature.ts';
import { runPlain, type RunBatch, type Statement } from './statements.ts';

// Rows of a batch, about.
const BATCH = 8192;
const WIDEST = 2 ** 40;
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

const SETUP = 'SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY; SET LOCAL ROLE zlm_app';
// Before a first ANALYZE the planner takes tables for almost empty and loops over them for minutes.
const SETUP_WHOLE = `${SETUP}; SET LOCAL enable_nestloop = off`;

/** Reads everything, on a connection free of the limits on requests, under the application role. */
export function withRowReader<T>(
  database: Pick<Database, 'maintain'>,
  run: (reader: RowReader) => Promise<T>,
): Promise<T> {
  return database.maintain((client) => run(toRowReader(client, runPlain, SETUP_WHOLE)));
}

interface Asked extends Statement {
  resolve: (rows: unknown[]) => void;
  reject: (cause: unknown) => void;
}

/** Statements asked for at once go out as one: one roundtrip, one snapshot, no transaction left open. */
export function toRowReader(client: pg.ClientBase, run: RunBatch, setup = SETUP): RowReader {
  let waiting: Asked[] = [];
  const send = async () => {
    const statements = waiting;
    waiting = [];
    try {
      const results = await run<pg.QueryArrayResult>(client, {
        setup,
        statements,
        config: { rowMode: 'array', types },
      });
      for (const [at, { resolve }] of statements.entries()) resolve(results[at]!.rows);
    } catch (cause) {
      for (const { reject } of statements) reject(cause);
    }
  };
  const rows = <R>(text: string, values: readonly unknown[] = []): Promise<R[]> =>
    new Promise((resolve, reject) => {
      const asked = { text, values, resolve: (found: unknown[]) => resolve(found as R[]), reject };
      if (waiting.push(asked) === 1) queueMicrotask(() => void send());
    });
  return {
    rows,
    batches: (select, idColumn, ids) =>
      ids ? readByIds(rows, `${select} WHERE ${idColumn} = ANY($1)`, ids) : readRanges(rows, select, idColumn),
  };
}

type Rows = RowReader['rows'];
type Row = Awaited<ReturnType<Rows>>[number];

async function* readByIds<R extends Row>(rows: Rows, text: string, ids: readonly number[]): AsyncGenerator<R[]> {
  for (let at = 0; at < ids.length; at += IDS_AT_ONCE) yield await rows<R>(text, [ids.slice(at, at + IDS_AT_ONCE)]);
}

/** By ranges of ids, because neither a sort nor a LIMIT has to look at the rows beyond. The next range is read ahead. */
async function* readRanges<R extends Row>(rows: Rows, select: string, idColumn: string): AsyncGenerator<R[]> {
  const inRange = `${select} WHERE ${idColumn} > $1 AND ${idColumn} <= $2`;
  const firstBeyond = `SELECT min(id) FROM (${select} WHERE ${idColumn} > $1) beyond (id)`;
  let width = BATCH;
  let from = 0;
  let ahead = rows<R>(inRange, [from, from + width]);
  try {
    for (;;) {
      const batch = await ahead;
      from += width;
      if (batch.length < BATCH / 4) width = Math.min(WIDEST, width * 2);
      else if (batch.length > BATCH * 2) width = Math.ceil(width / 2);
      if (batch.length === 0) {
        const [next] = await rows<[number | null]>(firstBeyond, [from]);
        if (next![0] === null) return;
        from = next![0] - 1;
      }
      ahead = rows<R>(inRange, [from, from + width]);
      if (batch.length > 0) yield batch;
    }
  } finally {
    await ahead.catch(() => undefined);
  }
}
