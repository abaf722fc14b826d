import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ACTIONS, ROLES, traitsOfRole, type Action, type Role } from '../../contract/access.ts';
import { withActor, type Actor } from '../../db/index.ts';
import { Forbidden, NotFound } from '../../errors.ts';
import { openTestDatabase, type TestDatabase } from '../../testing/database.ts';
import { insertInstitution, insertSample } from '../../testing/sample.ts';
import { insertSignedIn } from '../../testing/signed-in.ts';
import { can } from './queries.ts';
import { demand } from './service.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase();
  await insertSample(db.pool);
});
afterAll(() => db.close());

/** Somebody with an account, signed in. */
async function newActor(): Promise<Actor & { kind: 'account' }> {
  const { account, person, proof } = await insertSignedIn(db.pool);
  return { kind: 'account', account, person, proof, onBehalfOf: null };
}

interface Given {
  role: Role;
  institution: number | null;
  valid?: string;
  needsSecond?: boolean;
}
const give = (account: string, { role, institution, valid = '[2020-01-01,)', needsSecond = false }: Given) =>
  db.pool.query(
    'INSERT INTO grants (account_id, role, institution_id, valid, needs_second) VALUES ($1, $2, $3, $4, $5)',
    [account, role, institution, valid, needsSecond],
  );
const scopeOf = async (actor: Actor, action: Action) =>
  withActor(db, actor, async (tx) => {
    const { rows } = await sql<{ id: number }>`SELECT app_scope(${action})::int AS id`.execute(tx);
    return rows.map(({ id }) => id).sort((a, b) => a - b);
  });

const localRoles = ROLES.filter((role) => traitsOfRole(role).isLocal);
const validity = fc.constantFrom('[2020-01-01,)', '[2020-01-01,2021-01-01)', '[2099-01-01,)');

test('a role holds in its branch, in its time, and nowhere else: as walking up the tree says', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ parent: fc.nat(), isNow: fc.boolean() }), { minLength: 2, maxLength: 12 }),
      fc.array(
        fc.record({
          role: fc.constantFrom(...localRoles),
          at: fc.option(fc.nat()),
          valid: validity,
          needsSecond: fc.boolean(),
        }),
        { maxLength: 4 },
      ),
      async (nodes, given) => {
        const ids: number[] = [];
        const parents = new Map<number, number>();
        for (const [at, { parent, isNow }] of nodes.entries()) {
          // Names begin alike: a branch is never a matter of letters.
          const id = await insertInstitution(db.pool, `一.${'一'.repeat(at)}`);
          if (at > 0) {
            const above = ids[parent % at]!;
            await db.pool.query('INSERT INTO institution_parents VALUES ($1, $2, $3)', [
              id,
              above,
              isNow ? '[2020-01-01,)' : '[2020-01-01,2021-01-01)',
            ]);
            if (isNow) parents.set(id, above);
          }
          ids.push(id);
        }
        const actor = await newActor();
        const grants = given.map(({ at, ...grant }) => ({
          ...grant,
          institution: at === null ? null : ids[at % ids.length]!,
        }));
        for (const grant of grants) await give(actor.account, grant);
        const holds = (action: Action, id: number | null): boolean =>
          grants.some(({ role, institution, valid, needsSecond }) => {
            if (needsSecond || valid !== '[2020-01-01,)' || !traitsOfRole(role).may.includes(action)) return false;
            if (institution === null) return true;
            for (let node = id ?? undefined; node !== undefined; node = parents.get(node))
              if (node === institution) return true;
            return false;
          });
        for (const action of ['tree.change', 'things.write'] as const) {
          const expected = ids.filter((id) => holds(action, id));
          const scope = await scopeOf(actor, action);
          expect(scope.filter((id) => ids.includes(id))).toEqual(expected);
          await withActor(db, actor, async (tx) => {
            for (const id of [...ids, null]) expect(await can(tx, action, { institution: id })).toBe(holds(action, id));
          });
        }
      },
    ),
  );
});

test('who may not is told that it is not there, or that they may not', async () => {
  const actor = await newActor();
  await expect(withActor(db, actor, (tx) => demand(tx, 'tree.change', { institution: 1 }))).rejects.toBeInstanceOf(
    NotFound,
  );
  const told = withActor(db, actor, (tx) => demand(tx, 'tree.change', { institution: 1 }, { isHidden: false }));
  await expect(told).rejects.toBeInstanceOf(Forbidden);
});

test('a role that is taken away holds no longer in the next statement', async () => {
  const actor = await newActor();
  const id = await insertInstitution(db.pool, '孔雀石学堂');
  await give(actor.account, { role: 'unit_admin', institution: id });
  expect(await withActor(db, actor, (tx) => can(tx, 'tree.change', { institution: id }))).toBe(true);
  await db.pool.query('DELETE FROM sessions WHERE account_id = $1', [actor.account]);
  expect(await withActor(db, actor, (tx) => can(tx, 'tree.change', { institution: id }))).toBe(false);
});

test('an area narrows a branch by the tree of divisions', async () => {
  const actor = await newActor();
  await db.pool.query(
    "INSERT INTO divisions (code, parent, level, name, name_en) VALUES ('330200', '330000', 'city', '宁波市', 'Ningbo City')",
  );
  const inside = await insertInstitution(db.pool, '里');
  const outside = await insertInstitution(db.pool, '外');
  await db.pool.query("UPDATE institutions SET division = '330106' WHERE id = $1", [inside]);
  await db.pool.query("UPDATE institutions SET division = '330200' WHERE id = $1", [outside]);
  await db.pool.query("INSERT INTO grants (account_id, role, division) VALUES ($1, 'moderator', '330100')", [
    actor.account,
  ]);
  const may = (institution: number | null) => withActor(db, actor, (tx) => can(tx, 'things.review', { institution }));
  expect([await may(inside), await may(outside), await may(null)]).toEqual([true, false, false]);
  expect(await scopeOf(actor, 'things.review')).toEqual([inside]);
});

test('the three administrators of the province are never one person, also by another account', async () => {
  const { account } = await newActor();
  await give(account, { role: 'system_admin', institution: null });
  for (const role of ['security_admin', 'audit_admin'] as const)
    await expect(give(account, { role, institution: null })).rejects.toMatchObject({ constraint: 'grants_apart' });
  await give(account, { role: 'security_admin', institution: null, valid: '[2010-01-01,2011-01-01)' });
});

test('what the database knows of the roles is what the contract says', async () => {
  for (const role of ROLES) {
    const { rows } = await db.pool.query<{ may: string[] }>('SELECT actions_of_role($1) AS may', [role]);
    expect(rows[0]!.may).toEqual([...traitsOfRole(role).may]);
  }
  const { rows } = await db.pool.query<{ may: string[] }>("SELECT actions_of_role('nobody') AS may");
  expect(rows[0]!.may).toEqual([]);
  expect(new Set(ROLES.flatMap((role) => traitsOfRole(role).may))).toEqual(new Set(ACTIONS));
});
