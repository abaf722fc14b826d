import type pg from 'pg';
import type { Demo } from '../demo/demo.ts';
import type { Ids } from './rows.ts';

/** Takes a range of ids for the demo; in an empty database they are the same every time. */
export async function reserveIds(client: pg.ClientBase, demo: Demo): Promise<Ids> {
  const { places, institutions, courses, creditPoints, counts } = demo;
  const offerings = courses.reduce((sum, course) => sum + course.offerings.length, 0);
  const sizes = [
    places.length,
    institutions.length,
    counts.activities,
    courses.length,
    offerings,
    counts.resources,
    creditPoints.length,
  ];
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const first = await takeRange(client, total);
  let next = first;
  const [place, institution, activity, course, offering, resource, creditPoint] = sizes.map((size) => {
    const start = next;
    next += size;
    return start;
  }) as [number, number, number, number, number, number, number];
  return {
    place: ({ index }) => place + index,
    institution: ({ index }) => institution + index,
    activity: ({ index }) => activity + index,
    course: ({ index }) => course + index,
    offering: (number) => offering + number,
    resource: ({ index }) => resource + index,
    creditPoint: ({ index }) => creditPoint + index,
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
