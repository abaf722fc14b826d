import type pg from 'pg';
import { ORGANISERS } from '../kinds/index.ts';
import type { DemoThing, Ref, Refs, SeedKind } from '../kinds/kind.ts';
import { places } from '../kinds/places/index.ts';
import type { Demo } from './demo.ts';

export interface KindIds {
  refs: Refs;
  /** The next id of a part that has one of its own. */
  takeId: () => Ref;
}

/** Takes a range of ids for the demo; in an empty database they are the same every time. */
export async function reserveIds(client: pg.ClientBase, { sets }: Demo): Promise<(kind: SeedKind) => KindIds> {
  const total = sets.reduce((sum, { set }) => sum + set.count + set.numbered, 0);
  let next = await takeRange(client, total);
  const starts = new Map<SeedKind, { things: number; parts: number }>();
  for (const { kind, set } of sets) {
    starts.set(kind, { things: next, parts: next + set.count });
    next += set.count + set.numbered;
  }
  const idsOf = (kind: SeedKind) => {
    const { things } = starts.get(kind)!;
    return ({ index }: DemoThing) => things + index;
  };
  return (kind) => {
    let { parts } = starts.get(kind)!;
    const refs = { own: idsOf(kind), place: idsOf(places), institution: idsOf(ORGANISERS) };
    return { refs, takeId: () => parts++ };
  };
}

/** ALTER keeps everybody else from the sequence until COMMIT, so that the range has no holes. */
async function takeRange(client: pg.ClientBase, count: number): Promise<number> {
  await client.query('BEGIN');
  try {
    await client.query('ALTER SEQUENCE thing_id INCREMENT BY 1');
    const { rows } = await client.query<{ last: number }>(
      `SELECT setval('thing_id', nextval('thing_id') + $1::bigint - 1)::float8 AS last`,
      [count],
    );
    await client.query('COMMIT');
    return rows[0]!.last - count + 1;
  } catch (cause) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw cause;
  }
}
