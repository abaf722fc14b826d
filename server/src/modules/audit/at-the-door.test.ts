import type pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createCostLimit } from '../../http/limits.ts';
import { openTestDatabase, type TestDatabase } from '../../testing/database.ts';
import { createDoorNotes } from './at-the-door.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

test('a flood of writes from other sites makes as many entries as the limits say, and the last counts the others', async () => {
  const warned: unknown[] = [];
  const parts = { clock: () => new Date(0), logger: { warn: (cause: unknown) => void warned.push(cause) } };
  const limit = () => ({ each: createCostLimit(1 / 60, 60), all: createCostLimit(5 / 3_600, 3_600) });
  const note = createDoorNotes({ ...parts, database, limit: limit() });
  const flood = async (from: number, to: number) => {
    for (let n = from; n < to; n++) await note({ endpoint: 'changeMe', requestId: `r${n}` }, `203.0.113.${n % 40}`);
  };
  await flood(0, 40);
  await flood(0, 40);
  const { rows } = await database.pool.query<{ payload: string }>('SELECT payload FROM audit ORDER BY seq');
  expect(rows).toHaveLength(5);
  expect(JSON.parse(rows[0]!.payload)).toMatchObject({
    ...{ actor: 'anonymous', action: 'door.enter.refused', subject: 'door', request: 'r0' },
    after: { endpoint: 'changeMe', why: 'cross_origin' },
  });
  let isOpen = true;
  const door = { each: { spend: () => true }, all: { spend: () => isOpen } };
  const counting = createDoorNotes({ ...parts, database, limit: door });
  for (const next of [false, false, true]) {
    await counting({ endpoint: 'changeMe', requestId: '' }, '203.0.113.1');
    isOpen = next;
  }
  await counting({ endpoint: 'changeMe', requestId: '' }, '203.0.113.1');
  const { rows: counted } = await database.pool.query<{ payload: string }>('SELECT payload FROM audit ORDER BY seq');
  expect(counted).toHaveLength(7);
  expect(JSON.parse(counted.at(-1)!.payload)).toMatchObject({ after: { unnoted: 2 } });
  // A database that does not answer loses no count and no request.
  const broken = { connect: () => Promise.reject(new Error('away')) } as unknown as pg.Pool;
  await createDoorNotes({ ...parts, database: { pool: broken }, limit: limit() })(
    { endpoint: 'changeMe', requestId: '' },
    '203.0.113.1',
  );
  expect(warned).toHaveLength(1);
});
