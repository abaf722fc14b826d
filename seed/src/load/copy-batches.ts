import { setImmediate as turn } from 'node:timers/promises';
import { copyFrom } from '@zlm/server/db';
import type pg from 'pg';
import type { Value } from '../kinds/shared/encode.ts';
import type { DemoRow as Row } from '../kinds/kind.ts';

// Rows per COPY: the embedded database takes each in one piece into its memory.
const BATCH = 4000;

/** Copies rows and makes the next batch while the database works on the last one. Answers the number of rows. */
export async function copyBatches(
  client: pg.ClientBase,
  table: string,
  rows: Iterable<Row>,
  onRows: (done: number) => void,
): Promise<number> {
  const source = rows[Symbol.iterator]();
  let batch = take(source);
  let done = 0;
  while (batch.length) {
    const columns = Object.keys(batch[0]!);
    const copy = copyBatch(client, table, columns, batch);
    await copy.sent;
    const next = take(source);
    done += await copy.copied;
    onRows(done);
    batch = next;
  }
  return done;
}

function copyBatch(client: pg.ClientBase, table: string, columns: string[], batch: Row[]) {
  let tellSent: () => void = () => undefined;
  const taken = new Promise<void>((resolve) => (tellSent = resolve));
  function* values(): Generator<Value[]> {
    for (const row of batch) yield Object.values(row);
    tellSent();
  }
  const copied = copyFrom(client, table, columns, values());
  // A COPY that fails early never takes all rows.
  const sent = Promise.race([taken.then(() => turn()), copied]);
  return { copied, sent };
}

function take(source: Iterator<Row>): Row[] {
  const batch: Row[] = [];
  while (batch.length < BATCH) {
    const next = source.next();
    if (next.done) break;
    batch.push(next.value);
  }
  return batch;
}
