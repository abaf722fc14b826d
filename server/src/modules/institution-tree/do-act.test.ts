import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Tx } from '../../db/index.ts';
import { Conflict, Invalid } from '../../errors.ts';
import { toDayNumber } from '../../formats/shanghai-time.ts';
import { things } from '../../modules.ts';
import { openTestDatabase, type TestDatabase } from '../../testing/database.ts';
import { insertActivity, insertInstitution, insertSample, type Sample } from '../../testing/sample.ts';
import { institutionFeatures } from '../institutions/features.ts';
import { listAncestors } from '../organisers/queries.ts';
import { parentOn, pathOn, nameOn } from './dated-tree.ts';
import { doAct, planAct, undoAct, Undeclared, type ActParts } from './do-act.ts';
import { indexTree, toDayTree } from './day-tree.ts';
import { readChanged, readTree } from './read-tree.ts';
import type { NewInstitution, TreeAct } from './schema.ts';

const TODAY = '2026-11-24';
const DAYS = Array.from({ length: 10 }, (_, at) => `2026-11-${String(at + 20)}`);
let database: TestDatabase;
let sample: Sample;
let parts: ActParts;

beforeAll(async () => {
  database = await openTestDatabase();
  sample = await insertSample(database.pool);
});
afterAll(() => database.close());
beforeEach(() => {
  parts = { things, scopes: [], today: TODAY };
});

const inTx = <T>(run: (tx: Tx) => Promise<T>) => database.kysely.transaction().execute<T>(run);
/** Declares whatever the difference is. */
async function act(wanted: TreeAct): Promise<{ id: number; created: number[] }> {
  const { declared } = await inTx((tx) => planAct(tx, wanted, parts));
  return inTx((tx) => doAct(tx, { act: wanted, reason: null, declared, by: 'p1' }, parts));
}
const undo = (id: number) => inTx((tx) => undoAct(tx, id, 'p2'));

/** All that belongs to the tree, as the database has it. */
async function dump(): Promise<string> {
  const { rows } = await database.pool.query<{ all: string }>(`SELECT jsonb_build_array(
    (SELECT jsonb_agg(to_jsonb(i) - 'updated_at' ORDER BY i.id) FROM institutions i),
    (SELECT jsonb_agg(to_jsonb(n) ORDER BY n.institution_id, n.during) FROM institution_names n),
    (SELECT jsonb_agg(to_jsonb(p) ORDER BY p.institution_id, p.during) FROM institution_parents p),
    (SELECT jsonb_agg(to_jsonb(h) ORDER BY h.institution_id, h.heir_id) FROM institution_heirs h))::text AS all`);
  return rows[0]!.all;
}
const newSchool = (name: string, parent: number | null): NewInstitution => ({
  ...{ name, type: 'school', level: 'none', division: null, parent },
});

test('a rename holds from its day, and the earlier name is still found', async () => {
  const id = await insertInstitution(database.pool, '旧名学堂');
  await act({ kind: 'rename', asOf: '2020-01-01', institution: id, name: '新名学堂' });
  const { rows } = await database.pool.query('SELECT name, aliases FROM public_institutions WHERE id = $1', [id]);
  expect(rows).toEqual([{ name: '新名学堂', aliases: ['旧名学堂'] }]);
  await database.pool.query(`UPDATE institutions SET name = '改正学堂' WHERE id = $1`, [id]);
  const tree = await inTx((tx) => readTree(tx, 'public'));
  expect(['2019-12-31', '2020-01-01'].map((day) => nameOn(tree.get(id)!, day))).toEqual(['旧名学堂', '改正学堂']);
});

test('who declares another difference is refused with the new one, and nothing is written', async () => {
  const id = await insertInstitution(database.pool, '待并学校');
  await insertActivity(database.pool, { title: '琴课', institution: id, place: null });
  const before = await dump();
  const wanted: TreeAct = { kind: 'merge', asOf: TODAY, institutions: [id], into: sample.school };
  const unheld = await inTx((tx) => planAct(tx, wanted, parts));
  expect(unheld.difference).toEqual([]);
  parts.scopes = [
    { institution: sample.institution, holder: 'a', role: 'educator' },
    { institution: id, holder: 'b', role: 'educator' },
  ];
  const refused = inTx((tx) => doAct(tx, { act: wanted, reason: null, declared: unheld.declared, by: 'p1' }, parts));
  const cause = await refused.catch((error: unknown) => error);
  expect(cause).toBeInstanceOf(Undeclared);
  const gain = { holder: 'a', role: 'educator', institution: sample.institution, gains: [id], loses: [] };
  expect((cause as Undeclared).plan.difference).toEqual([{ ...gain, thingsGained: 1, thingsLost: 0 }]);
  expect(await dump()).toBe(before);
  const { id: done } = await act(wanted);
  await undo(done);
  expect(await dump()).toBe(before);
});

test('what is merged counts in the branch of its heir, keeps its id and tells where it went', async () => {
  const [a, heir] = [await insertInstitution(database.pool, '甲校'), await insertInstitution(database.pool, '乙校')];
  await insertActivity(database.pool, { title: '画课', institution: a, place: null });
  await act({ kind: 'merge', asOf: '2026-11-26', institutions: [a], into: heir });
  const reader = {
    rows: async (text: string, values: unknown[]) =>
      (await database.pool.query({ text, values, rowMode: 'array' })).rows,
  };
  const parents = async (day: string) =>
    (await institutionFeatures.tree!.load(reader as never, toDayNumber(day), [a]))[0]!.parent;
  expect([await parents('2026-11-25'), await parents('2026-11-26')]).toEqual([null, heir]);
  const { rows } = await database.pool.query('SELECT closed_on FROM public_institutions WHERE id = $1', [a]);
  expect(rows).toEqual([{ closed_on: '2026-11-26' }]);
  const heirs = await database.pool.query('SELECT heir_id FROM public_institution_heirs WHERE institution_id = $1', [
    a,
  ]);
  expect(heirs.rows).toEqual([{ heir_id: heir }]);
});

test('only the last act on an institution can be undone, and what it made not while something hangs on it', async () => {
  const opened = await act({ kind: 'open', asOf: '2026-11-21', opens: newSchool('新办学校', sample.school) });
  const made = opened.created[0]!;
  const moved = await act({ kind: 'move', asOf: '2026-11-25', institution: made, parent: sample.institution });
  await expect(undo(opened.id)).rejects.toThrow(Conflict);
  await undo(moved.id);
  await expect(undo(moved.id)).rejects.toThrow(Conflict);
  const activity = await insertActivity(database.pool, { title: '棋课', institution: made, place: null });
  await expect(undo(opened.id)).rejects.toMatchObject({ code: '23503' });
  await database.pool.query('DELETE FROM activities WHERE id = $1', [activity]);
  await undo(opened.id);
  const { rows } = await database.pool.query('SELECT FROM institutions WHERE id = $1', [made]);
  expect(rows).toEqual([]);
});

test('an undo that others wrote over is refused', async () => {
  const id = await insertInstitution(database.pool, '丙校');
  const { id: done } = await act({ kind: 'move', asOf: '2026-11-22', institution: id, parent: sample.school });
  await database.pool.query(`UPDATE institution_parents SET parent_id = $2 WHERE institution_id = $1`, [
    id,
    sample.institution,
  ]);
  await expect(undo(done)).rejects.toThrow(Conflict);
});

test('what cannot be is told by a sentence', async () => {
  const wanted: TreeAct = { kind: 'move', asOf: TODAY, institution: sample.institution, parent: sample.school };
  await expect(act(wanted)).rejects.toThrow(Invalid);
});

test('the role of requests can neither read acts nor write the tree', async () => {
  for (const sql of [
    'SELECT FROM tree_acts',
    `SELECT note_tree_act('{"before": [{"id": 1, "node": {}}]}')`,
    'SELECT note_tree_act_undone(1, NULL)',
    `SELECT write_institution_tree('[{"id": 1, "gone": false, "made": {}, "names": [], "parents": [], "heirs": []}]')`,
    'UPDATE institution_names SET name = name',
    'DELETE FROM institution_parents',
  ]) {
    const client = await database.pool.connect();
    try {
      await client.query('BEGIN; SET LOCAL ROLE zlm_app');
      await expect(client.query(sql), sql).rejects.toMatchObject({ code: '42501' });
    } finally {
      await client.query('ROLLBACK');
      client.release();
    }
  }
});

test('after any acts SQL and model tell the same tree on any day, and undoing all gives every byte back', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(1000), { minLength: 40, maxLength: 40 }), fc.nat(9), async (dice, looked) => {
      let at = 0;
      const pick = (length: number) => dice[at++ % dice.length]! % length;
      const ids: number[] = [];
      for (let n = 0; n < 5; n++) ids.push(await insertInstitution(database.pool, `属校${n}`));
      await database.pool.query(
        `INSERT INTO institution_parents VALUES ($2, $1, '[2020-01-01,)'), ($3, $2, '[2020-01-01,2026-11-25)'),
           ($3, $1, '[2026-11-25,)'), ($4, $3, '(,)')`,
        ids.slice(0, 4),
      );
      const before = await dump();
      const done: number[] = [];
      for (let step = 0; step < 5; step++) {
        const some = () => ids[pick(ids.length)]!;
        const asOf = DAYS[pick(DAYS.length)]!;
        const wanted: TreeAct = [
          (): TreeAct => ({ kind: 'rename', asOf, institution: some(), name: `校名${pick(5)}` }),
          (): TreeAct => ({ kind: 'move', asOf, institution: some(), parent: pick(3) ? some() : null }),
          (): TreeAct => ({
            kind: 'merge',
            asOf,
            institutions: [some()],
            into: pick(2) ? some() : newSchool('并', null),
          }),
          (): TreeAct => ({ kind: 'close', asOf, institution: some(), childrenTo: some() }),
          (): TreeAct => ({ kind: 'open', asOf, opens: newSchool('开', some()) }),
        ][pick(5)]!();
        try {
          const { id, created } = await act(wanted);
          done.push(id);
          ids.push(...created);
        } catch (cause) {
          if (!(cause instanceof Invalid)) throw cause;
        }
      }
      const tree = await inTx((tx) => readTree(tx, 'all'));
      const day = DAYS[looked]!;
      for (const id of ids.slice(0, 6)) {
        const above = await inTx((tx) => listAncestors(tx, id, day));
        expect(above.map((one) => one.id)).toEqual(pathOn(tree, id, day));
      }
      const { rows } = await database.pool.query<{ institution_id: number; parent_id: number }>(
        'SELECT institution_id, parent_id FROM institution_parents WHERE during @> $1::date AND institution_id = ANY ($2)',
        [day, ids],
      );
      for (const id of ids) {
        const row = rows.find(({ institution_id }) => institution_id === id);
        expect(parentOn(tree, tree.get(id)!, day)).toBe(row?.parent_id ?? null);
      }
      for (const id of done.reverse()) await undo(id);
      expect(await dump()).toBe(before);
    }),
  );
});

test('who reads again what changed alone has the tree that a whole reading has', async () => {
  const [above, below, heir] = [
    await insertInstitution(database.pool, '在上学校'),
    await insertInstitution(database.pool, '在下学校'),
    await insertInstitution(database.pool, '接替学校'),
  ];
  const setState = (id: number, state: string) =>
    database.pool.query('UPDATE institutions SET state = $2 WHERE id = $1', [id, state]);
  const steps: (() => Promise<unknown>)[] = [
    () => act({ kind: 'move', asOf: '2020-01-01', institution: below, parent: above }),
    () => setState(above, 'draft'),
    () => act({ kind: 'rename', asOf: TODAY, institution: below, name: '改名学校' }),
    () => setState(above, 'published'),
    () => setState(heir, 'draft'),
    () => act({ kind: 'merge', asOf: TODAY, institutions: [below], into: heir }),
    () => setState(heir, 'published'),
    () => database.pool.query('DELETE FROM institution_heirs WHERE institution_id = $1', [below]),
  ];
  let known = await inTx((tx) => readTree(tx, 'public'));
  for (const [at, step] of steps.entries()) {
    const { rows: last } = await database.pool.query<{ seq: number }>('SELECT max(seq)::bigint AS seq FROM changes');
    await step();
    const { rows } = await database.pool.query<{ id: number }>(
      "SELECT id FROM changes WHERE kind = 'institution' AND seq > $1",
      [last[0]!.seq],
    );
    const changed = new Set(rows.map(({ id }) => id));
    known = await inTx((tx) => readChanged(tx, known.values(), changed));
    const [found, whole] = [indexTree(known), indexTree(await inTx((tx) => readTree(tx, 'public')))];
    for (const day of [...DAYS, '2019-01-01'])
      expect([at, day, { ...toDayTree(found, day), ...NOT_SHOWN }]).toEqual([
        ...[at, day],
        { ...toDayTree(whole, day), ...NOT_SHOWN },
      ]);
  }
});
// Spans that lead to somebody hidden stay with who knew them, and are never followed.
const NOT_SHOWN = { tree: null, nodes: null, placeOf: null };
