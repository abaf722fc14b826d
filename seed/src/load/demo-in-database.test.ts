import { randomUUID } from 'node:crypto';
import type { Database } from '@zlm/server/db';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseDay } from '../demo/calendar.ts';
import { openTestDatabase } from '../testing/database.ts';
import { createWhole } from '../testing/demo.ts';
import { loadDemo } from './load-demo.ts';
import { loadReference } from './load-reference.ts';
import { removeDemo } from './remove-demo.ts';

const options = { scale: 0.02, asOf: parseDay('2026-11-23') };
const demo = createWhole(options);
const silent = () => undefined;
let database: Database;

beforeAll(async () => {
  database = await openTestDatabase();
  await database.maintain((client) => loadReference(client, silent));
});
afterAll(() => database.close());

const load = (extra = {}) => database.maintain((client) => loadDemo(client, { ...options, ...extra }, silent));
async function count(from: string, client: pg.ClientBase | pg.Pool = database.pool): Promise<number> {
  const { rows } = await client.query<{ count: number }>(`SELECT count(*)::int AS count FROM ${from}`);
  return rows[0]!.count;
}
const countDemo = async () => {
  const tables = ['places', 'institutions', 'activities', 'courses', 'professions', 'resources', 'credit_points'];
  const counts = await Promise.all(tables.map((table) => count(`${table} WHERE is_demo`)));
  return Object.fromEntries(tables.map((table, at) => [table, counts[at]]));
};

test('reference data is complete and loading it again changes nothing', async () => {
  expect(await count('divisions')).toBe(1466);
  expect(await count(`terms WHERE vocabulary = 'topic'`)).toBe(93);
  const before = await database.pool.query('SELECT seq FROM changes');
  await database.maintain((client) => loadReference(client, silent));
  expect((await database.pool.query('SELECT seq FROM changes')).rows).toEqual(before.rows);
});

test('a centroid that an operator loaded survives reference data', async () => {
  await database.pool
    .query(`UPDATE divisions SET seat = ST_SetSRID(ST_MakePoint(120, 30), 4326), seat_source = 'centroid'
    WHERE code = '330106109'`);
  await database.pool.query(`DELETE FROM seed_runs WHERE name = 'reference'`);
  await database.maintain((client) => loadReference(client, silent));
  const { rows } = await database.pool.query(
    `SELECT ST_X(seat) AS x, seat_source FROM divisions WHERE code = '330106109'`,
  );
  expect(rows).toEqual([{ x: 120, seat_source: 'centroid' }]);
});

describe('a loaded demo', () => {
  beforeAll(() => load());

  test('shows in the public views as generated', async () => {
    const campuses = demo.institutions.reduce((sum, { campuses }) => sum + campuses.length, 0);
    const sessions = demo.activities.reduce((sum, { schedule }) => sum + schedule.dates.length, 0);
    const courseRows = demo.courses.reduce((sum, { offerings }) => {
      const places = new Set(offerings.filter(({ status }) => status !== 'cancelled').map(({ place }) => place));
      return sum + Math.max(1, places.size);
    }, 0);
    expect(await count('public_places')).toBe(demo.places.length);
    expect(await count('public_institutions')).toBe(campuses);
    expect(await count('public_activities')).toBe(demo.activities.length);
    expect(await count('public_sessions')).toBe(sessions);
    expect(await count('public_session_differences')).toBe(
      demo.activities.reduce((sum, { differences }) => sum + differences.length, 0),
    );
    expect(await count('public_courses')).toBe(courseRows);
    expect(await count('public_resources')).toBe(demo.resources.length);
    expect(await count('public_credit_points')).toBe(demo.creditPoints.length);
  });

  test('keeps the values of its generator', async () => {
    const [activity] = demo.activities.filter(({ schedule }) => schedule.dates.length > 3);
    const { rows } = await database.pool.query<{ session_dates: string[] }>(
      `SELECT a.title, a.session_dates, a.recurrence, i.name AS institution, p.name AS place
       FROM activities a JOIN institutions i ON i.id = a.institution_id LEFT JOIN places p ON p.id = a.place_id
       WHERE a.source_id = $1`,
      [activity!.sourceId],
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      title: activity!.title,
      recurrence: activity!.schedule.recurrence,
      institution: activity!.institution.name,
      place: activity!.place?.name ?? null,
    });
    expect(rows[0]!.session_dates).toHaveLength(activity!.schedule.dates.length);
  });

  test('has a session to come for every activity, by the database', async () => {
    expect(await count(`public_activities WHERE last_date >= '2026-11-23'`)).toBe(demo.activities.length);
    const open = `(SELECT activity_id FROM public_sessions WHERE is_on AND starts_at >= '2026-11-23T00:00+08:00')`;
    const lost = `public_activities WHERE status NOT IN ('cancelled', 'postponed') AND id NOT IN ${open}`;
    expect(await count(lost)).toBe(0);
  });

  test('lies in the county whose seat is nearest', async () => {
    expect(await count(`places WHERE nearest_county(geom) <> left(division, 6)`)).toBe(0);
  });

  test('told readers once to load everything', async () => {
    const { rows } = await database.pool.query('SELECT kind, id FROM changes');
    expect(rows).toEqual([{ kind: '*', id: 0 }]);
  });

  test('is left alone by a second load and replaced on demand', async () => {
    const before = await countDemo();
    expect(await load()).toMatchObject({ rows: null, present: { scale: 0.02, asOf: '2026-11-23' } });
    expect((await load({ replace: true })).rows).toMatchObject({ activities: demo.activities.length });
    expect(await countDemo()).toEqual(before);
  });

  test('leaves no half behind when loading fails', async () => {
    await database.maintain(removeDemo);
    const failing = database.maintain((client) =>
      loadDemo(client, options, (step) => {
        if (step === 'resources') throw new Error('the cable was pulled');
      }),
    );
    await expect(failing).rejects.toThrow('the cable was pulled');
    expect(await countDemo()).toMatchObject({ places: 0, institutions: 0, activities: 0 });
    expect((await load()).rows).toMatchObject({ resources: demo.resources.length });
  });

  test('goes, but for what a real row needs', async () => {
    const { rows: one } = await database.pool.query<{ institution_id: number; place_id: number; id: number }>(
      `SELECT id, institution_id, place_id FROM activities WHERE place_id IS NOT NULL ORDER BY id LIMIT 1`,
    );
    const { institution_id, place_id } = one[0]!;
    await database.pool.query(
      `INSERT INTO activities (title, institution_id, place_id, mode, format, topics, starts_time, ends_time,
         session_dates, state, source_system, source_id)
       VALUES ('真实的讲座', $1, $2, 'offline', 'lecture', '{calligraphy}', '09:00', '11:00', '{2026-12-01}', 'published',
         'county-sheet', '1')`,
      [institution_id, place_id],
    );
    const { rows: point } = await database.pool.query<{ id: number }>(
      `SELECT id FROM credit_points WHERE tier = 'point' ORDER BY id LIMIT 1`,
    );
    await database.pool.query(
      `INSERT INTO credit_points (name, tier, parent_id, source_system, source_id) VALUES ('真实的受理点', 'point', $1, 'x', '1')`,
      [point[0]!.id],
    );
    const kept = await database.maintain(removeDemo);
    expect(kept).toContainEqual(
      expect.objectContaining({ kind: 'place', id: String(place_id), neededBy: '真实的讲座' }),
    );
    expect(kept).toContainEqual(expect.objectContaining({ kind: 'institution', id: String(institution_id) }));
    expect(await count(`activities WHERE is_demo`)).toBe(0);
    expect(await count(`public_activities WHERE title = '真实的讲座' AND place_id = ${place_id}`)).toBe(1);
    expect(await count(`credit_points WHERE is_demo`)).toBeGreaterThanOrEqual(2);
    expect(await count(`places WHERE is_demo`)).toBe(kept.filter(({ kind }) => kind === 'place').length);
    expect(await count(`institutions WHERE is_demo`)).toBe(kept.filter(({ kind }) => kind === 'institution').length);

    await database.pool.query(`DELETE FROM activities; DELETE FROM credit_points WHERE NOT is_demo`);
    expect(await database.maintain(removeDemo)).toEqual([]);
    expect(Object.values(await countDemo()).every((rows) => rows === 0)).toBe(true);
  });

  test('takes the persons of demo accounts along, and their wards, and nobody else', async () => {
    const persons = Object.fromEntries(['demo', 'ward', 'real', 'grown'].map((name) => [name, randomUUID()])) as Record<
      'demo' | 'ward' | 'real' | 'grown',
      string
    >;
    await database.pool.query(`INSERT INTO persons (id, guardian) VALUES ($1, NULL), ($2, $1), ($3, NULL), ($4, $1)`, [
      persons.demo,
      persons.ward,
      persons.real,
      persons.grown,
    ]);
    const { rows } = await database.pool.query<{ id: string; person_id: string }>(
      `INSERT INTO accounts (person_id, is_demo) VALUES ($1, true), ($2, false), ($3, false) RETURNING id, person_id`,
      [persons.demo, persons.real, persons.grown],
    );
    const real = rows.find(({ person_id }) => person_id === persons.real)!.id;
    await database.pool.query(
      `INSERT INTO sessions (proof_hash, account_id, on_behalf_of, way, expires_at, lasts)
         VALUES (decode(repeat('01', 32), 'hex'), $1, $2, 'code', now() + interval '1 day', interval '1 day')`,
      [real, persons.demo],
    );
    await database.maintain(removeDemo);
    const { rows: left } = await database.pool.query<{ id: string; guardian: string | null }>(
      'SELECT id, guardian FROM persons ORDER BY id',
    );
    expect(left).toEqual([persons.real, persons.grown].sort().map((id) => ({ id, guardian: null })));
    expect(await count('sessions')).toBe(0);
    await database.pool.query('DELETE FROM accounts; DELETE FROM persons');
  });

  test('keeps what kept rows refer to, and says which real thing needs it', async () => {
    await load({ replace: true });
    const { rows: pairs } = await database.pool.query<{ child: number; parent: number }>(
      `SELECT p.institution_id AS child, p.parent_id AS parent FROM institution_parents p
         JOIN institutions i ON i.id = p.institution_id
       WHERE i.level = 'township' AND upper(p.during) IS NULL ORDER BY 1 LIMIT 1`,
    );
    const { child, parent } = pairs[0]!;
    await database.pool.query(
      `INSERT INTO resources (title, medium, url, topics, institution_id, state, source_system, source_id)
         VALUES ('真实的微课', 'video', 'https://example.org/1', '{calligraphy}', $1, 'published', 'x', '1')`,
      [child],
    );
    const kept = await database.maintain(removeDemo);
    for (const id of [child, parent]) {
      expect(kept).toContainEqual(
        expect.objectContaining({ kind: 'institution', id: String(id), neededBy: '真实的微课' }),
      );
    }
    expect(kept.every(({ neededBy }) => neededBy === '真实的微课')).toBe(true);
    expect(await count(`institution_parents WHERE institution_id = ${child} AND parent_id = ${parent}`)).toBe(1);
    expect(await count(`institution_places WHERE institution_id = ${child}`)).toBeGreaterThan(0);
    await database.pool.query(`DELETE FROM resources`);
    expect(await database.maintain(removeDemo)).toEqual([]);
  });

  test('goes around tables that nobody told it of', async () => {
    await load({ replace: true });
    await database.pool.query(
      `CREATE TABLE clubs (id bigint PRIMARY KEY, name text NOT NULL, place_id bigint REFERENCES places,
         is_demo boolean NOT NULL);
       CREATE TABLE club_mentors (club_id bigint REFERENCES clubs ON DELETE CASCADE,
         institution_id bigint REFERENCES institutions);`,
    );
    try {
      await database.pool.query(
        `INSERT INTO clubs SELECT row_number() OVER (ORDER BY id), 'club ' || row_number() OVER (ORDER BY id), id, true
           FROM places ORDER BY id LIMIT 3;
         UPDATE clubs SET is_demo = false, name = '真实的读书会' WHERE id = 1;
         INSERT INTO club_mentors SELECT c.id, i.id FROM clubs c, (SELECT id FROM institutions ORDER BY id LIMIT 1) i;`,
      );
      const kept = await database.maintain(removeDemo);
      expect(kept.map(({ kind, neededBy }) => [kind, neededBy])).toEqual(
        kept.map(({ kind }) => [kind === 'place' ? 'place' : 'institution', '真实的读书会']),
      );
      expect(new Set(kept.map(({ kind }) => kind))).toEqual(new Set(['institution', 'place']));
      expect(await count('clubs')).toBe(1);
      expect(await count('club_mentors')).toBe(1);
    } finally {
      await database.pool.query('DROP TABLE club_mentors; DROP TABLE clubs');
    }
    expect(await database.maintain(removeDemo)).toEqual([]);
  });

  test('loads with all triggers on where they may not be left out', async () => {
    await database.maintain(async (client) => {
      await client.query(`CREATE ROLE zlm_owner NOSUPERUSER`);
      await client.query(`GRANT ALL ON ALL TABLES IN SCHEMA public TO zlm_owner`);
      await client.query(`GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO zlm_owner`);
      await client.query(`GRANT CREATE ON SCHEMA public TO zlm_owner`);
      await client.query(`ALTER SEQUENCE thing_id OWNER TO zlm_owner`);
      await client.query(`SET ROLE zlm_owner`);
      try {
        const { rows } = await loadDemo(client, options, silent);
        expect(rows).toMatchObject({ activities: demo.activities.length, credit_points: demo.creditPoints.length });
        await removeDemo(client);
      } finally {
        await client.query('RESET ROLE');
        await client.query(`ALTER SEQUENCE thing_id OWNER TO CURRENT_USER`);
        await client.query('DROP OWNED BY zlm_owner');
        await client.query('DROP ROLE zlm_owner');
      }
    });
    expect(Object.values(await countDemo()).every((rows) => rows === 0)).toBe(true);
  });
});
