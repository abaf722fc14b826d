import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Role } from '../../contract/access.ts';
import { PIN_MOVES, PIN_PRESENCES, REVISION_MOVES, REVISION_STATES } from '../../contract/lifecycle.ts';
import { withActor, type Actor } from '../../db/index.ts';
import { openTestDatabase, type TestDatabase } from '../../testing/database.ts';
import { insertSample, type Sample } from '../../testing/sample.ts';
import { insertSignedIn } from '../../testing/signed-in.ts';
import { RevisionModel, type Person, type Step } from './revision-model.ts';

const ROLES: Record<Person, readonly Role[]> = {
  author: ['educator'],
  colleague: ['educator'],
  first: ['moderator'],
  second: ['moderator'],
  both: ['educator', 'moderator'],
  stranger: [],
};
let database: TestDatabase;
let sample: Sample;
let people: Record<Person, Actor>;
beforeAll(async () => {
  database = await openTestDatabase();
  sample = await insertSample(database.pool);
  const made = await Promise.all(
    Object.entries(ROLES).map(async ([name, roles]) => {
      const somebody = await insertSignedIn(database.pool);
      for (const role of roles)
        await database.pool.query('INSERT INTO grants (account_id, role, institution_id) VALUES ($1, $2, $3)', [
          somebody.account,
          role,
          sample.institution,
        ]);
      return [name, { kind: 'account', ...somebody, onBehalfOf: null }];
    }),
  );
  people = Object.fromEntries(made) as typeof people;
});
afterAll(() => database.close());

const BODY = {
  ...{ topics: ['calligraphy'], format: 'lecture', mode: 'online' },
  series: { words: '', rule: null, times: [{ starts: '09:00', ends: '10:00' }], dates: ['2098-12-06'] },
};
const json = (value: object) => sql`${JSON.stringify(value)}::jsonb`;

/** Does the step as whoever takes it, and says what came of it. */
async function take(step: Step, at: ReturnType<RevisionModel['aim']>): Promise<string> {
  const call = {
    begin: () =>
      sql`begin_revision('activity', ${at.pin}::bigint, ${sample.school}::bigint, ${json(at.isBlank ? { ...BODY, ...at.body } : {})})`,
    save: () => sql`save_revision(${at.revision}::uuid, ${at.saved}, ${json({ ...BODY, ...at.body })}, NULL)`,
    submit: () =>
      sql`submit_revision(${at.revision}::uuid, ${at.saved}, '{}', ${step.late ? '2099-01-01' : null}::timestamptz)`,
    reschedule: () =>
      sql`reschedule_revision(${at.revision}::uuid, ${at.saved}, ${step.late ? '2099-01-01' : null}::timestamptz)`,
    takeBack: () => sql`take_back_revision(${at.revision}::uuid)`,
    discard: () => sql`discard_revision(${at.revision}::uuid)`,
    opinion: () => sql`ask_second_opinion(${at.revision}::uuid, '请再看')`,
    approve: () => sql`decide_revision(${at.revision}::uuid, ${at.saved}, 'approve', '')`,
    return: () => sql`decide_revision(${at.revision}::uuid, ${at.saved}, 'return', '请改')`,
    undo: () => sql`undo_decision(${at.decision}::uuid)`,
    due: () => sql`publish_due()`,
    status: () => sql`set_pin_status(${at.pin}::bigint, 'postponed', NULL, '')`,
    withdraw: () => sql`leave_public(${at.pin}::bigint, 'withdrawn', '不再开班')`,
    archive: () => sql`leave_public(${at.pin}::bigint, 'archived', '已结束')`,
  }[step.what]();
  if (step.what === 'due')
    await database.pool.query("UPDATE revisions SET publish_at = now() WHERE state = 'approved' AND pin_id = $1", [
      at.pin,
    ]);
  try {
    return await withActor(database, people[step.by], async (tx) => {
      const { rows } = await sql<{ came: string | null }>`SELECT (${call})::text AS came`.execute(tx);
      return rows[0]!.came ?? 'null';
    });
  } catch (cause) {
    return (cause as { code?: string }).code ?? String(cause);
  }
}

/** All that the model says, as the database has it. */
async function readAll(pin: number) {
  const { rows } = await database.pool.query<{ revisions: unknown; presence: string; shown: unknown }>(
    `SELECT p.presence, (SELECT jsonb_build_object('title', a.title, 'lecturer', a.lecturer) FROM public_activities a WHERE a.id = p.id) AS shown,
       (SELECT jsonb_agg(jsonb_build_object('state', r.state, 'saved', r.saved) ORDER BY r.n) FROM revisions r WHERE r.pin_id = p.id) AS revisions
     FROM pins p WHERE p.id = $1`,
    [pin],
  );
  return rows[0];
}

async function pinOf(revision: string): Promise<number> {
  const { rows } = await database.pool.query<{ pin: number }>('SELECT pin_id AS pin FROM revisions WHERE id = $1', [
    revision,
  ]);
  return rows[0]!.pin;
}

const step: fc.Arbitrary<Step> = fc.record({
  what: fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom('submit' as const, 'approve' as const) },
    { weight: 3, arbitrary: fc.constantFrom('begin' as const, 'save' as const, 'undo' as const, 'return' as const) },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        ...(['reschedule', 'takeBack', 'discard', 'opinion', 'due', 'status', 'withdraw', 'archive'] as const),
      ),
    },
  ),
  by: fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom('author' as const, 'first' as const) },
    {
      weight: 1,
      arbitrary: fc.constantFrom('colleague' as const, 'second' as const, 'both' as const, 'stranger' as const),
    },
  ),
  /** Looked at an earlier saving. */
  stale: fc.oneof({ weight: 9, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
  late: fc.oneof({ weight: 4, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
  body: fc.record({ title: fc.constantFrom('书法', '国画'), lecturer: fc.constantFrom('甲', '乙') }),
});

test('whatever people do in whatever order, revisions and what is public are as the model says', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 15, maxLength: 40, size: 'max' }), async (steps) => {
      const model = new RevisionModel(ROLES);
      for (const one of [{ ...steps[0]!, what: 'begin', by: 'author' } as Step, ...steps]) {
        const at = model.aim(one);
        const came = await take(one, at);
        expect(model.expected(one, at, came), JSON.stringify([one, came])).toBe(came);
        model.pin ??= await pinOf(came);
        expect(await readAll(model.pin), JSON.stringify(one)).toEqual(model.all());
      }
    }),
  );
});

test('no other move is to be had, not even by the owner of the database', async () => {
  const pair = (name: string, states: readonly string[]) =>
    database.pool
      .query<{ was: string; becomes: string }>(
        `SELECT was, becomes FROM unnest($1::text[]) was, unnest($1::text[]) becomes WHERE ${name}(was, becomes)`,
        [states],
      )
      .then(({ rows }) => rows.map(({ was, becomes }) => `${was} ${becomes}`).sort());
  const listed = (moves: Record<string, readonly string[]>) =>
    Object.entries(moves)
      .flatMap(([was, next]) => next.map((becomes) => `${was} ${becomes}`))
      .sort();
  expect(await pair('is_revision_move', REVISION_STATES)).toEqual(listed(REVISION_MOVES));
  expect(await pair('is_pin_move', PIN_PRESENCES)).toEqual(listed(PIN_MOVES));
  const refused = (text: string) => expect(database.pool.query(text)).rejects.toMatchObject({ code: '23514' });
  const { rows } = await database.pool.query<{ id: number }>(
    "INSERT INTO pins (id, kind) VALUES (nextval('thing_id'), 'activity') RETURNING id",
  );
  const pin = rows[0]!.id;
  await refused(`INSERT INTO revisions (pin_id, n, body, state) VALUES (${pin}, 1, '{}', 'published')`);
  await database.pool.query(`INSERT INTO revisions (pin_id, n, body) VALUES (${pin}, 1, '{}')`);
  await refused(`UPDATE revisions SET state = 'published' WHERE pin_id = ${pin}`);
  await refused(`UPDATE pins SET presence = 'withdrawn' WHERE id = ${pin}`);
});
