import path from 'node:path';
import type pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { endpoints } from './contract.ts';
import type { Endpoint } from './contract/endpoint.ts';
import { openKeys } from './crypto/keys.ts';
import { attack, type Wrong } from './testing/matrix/attack.ts';
import type { Cell, Rule } from './testing/matrix/cells.ts';
import { RULES } from './testing/matrix/rules.ts';
import { makeWorld, Model, type Actor, type World } from './testing/matrix/world.ts';
import { startTestServer, type TestServer } from './testing/running.ts';

let server: TestServer;
let owner: pg.Pool;
let world: World;
let model: Model;
beforeAll(async () => {
  server = await startTestServer({ scale: 0 });
  owner = await server.openWriter();
  world = await makeWorld(owner, await openKeys(path.join(server.dataDir, 'keys.json')));
  model = new Model(world);
});
afterAll(async () => {
  await owner.end();
  await server.close();
});

const FEWEST_CELLS = 2_000;
const AT_ONCE = 8;
// Ends what the other cells need.
const LAST: readonly string[] = [
  ...['decideRevision', 'decideMany', 'closeReport', 'setPinStatus', 'withdrawPin', 'archivePin'],
  ...['endGrant', 'suspendAccount', 'resumeAccount', 'undoErasure', 'beginErasure', 'actForMyself', 'signOut'],
];
const inOrder = Object.entries(endpoints as Record<string, Endpoint>).sort(
  ([a], [b]) => LAST.indexOf(a) - LAST.indexOf(b),
);

test('every endpoint has a rule, and asks for what the rule says', () => {
  const asked = inOrder.map(([name, { access, stepUp, whileActing, onBehalf }]) => [
    ...[name, access, stepUp, whileActing, onBehalf],
  ]);
  const ruled = inOrder.map(([name]) => {
    const { access, stepUp, whileActing, onBehalf } = RULES[name as keyof typeof RULES] as Partial<Rule>;
    return [name, access, stepUp, whileActing, onBehalf];
  });
  expect(asked).toEqual(ruled);
  expect(Object.keys(RULES).sort()).toEqual(Object.keys(endpoints).sort());
});

test('hostile statements of the application role get nobody more than is theirs', async () => {
  const { cells, wrong } = await attack(owner, world, model);
  expect(wrong).toEqual([]);
  expect(cells).toBeGreaterThan(FEWEST_CELLS);
  console.log(`${cells} cells by hostile SQL`);
});

test.each<[string, string]>([
  ['a table', 'DROP POLICY own ON contacts; CREATE POLICY own ON contacts TO zlm_app USING (true)'],
  [
    'the roles of a branch',
    "DROP POLICY read ON grants; CREATE POLICY read ON grants FOR SELECT TO zlm_app USING (app_may('grants.read', institution_id) OR institution_id IS NOT NULL)",
  ],
  ['a right', 'GRANT UPDATE ON accounts TO zlm_app'],
  [
    'what is given',
    `CREATE OR REPLACE FUNCTION app_may_give(of_role text, institution bigint, of_division text, of_topics text[]) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$ SELECT app_may(giver_of_role(of_role), institution) $$`,
  ],
  [
    'who decides',
    `CREATE OR REPLACE FUNCTION review_scope() RETURNS TABLE (institution_id bigint, topics text[]) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$ SELECT id, '{}'::text[] FROM institutions $$`,
  ],
  ['a function', 'GRANT EXECUTE ON FUNCTION app_seen_accounts TO PUBLIC'],
])('the matrix tells when %s is loosened', async (_, sql) => {
  const wrong = await attackLoosened(sql);
  expect(wrong.length).toBeGreaterThan(0);
});

/** Taken back afterwards: what may be done is part of the transaction. */
async function attackLoosened(sql: string): Promise<readonly Wrong[]> {
  const client = await owner.connect();
  try {
    await client.query(`BEGIN; ${sql}`);
    return (await attack(client, world, model, { actors: ['resident', 'unit_admin live'] })).wrong;
  } finally {
    await client.query('ROLLBACK');
    client.release();
  }
}

// What a statement may is asked of both databases, what the door lets in of one.
const isWalked = !process.env['TEST_DATABASE_URL'] || process.env['SIZE'] !== 'small';
test.runIf(isWalked)(
  'every endpoint answers every role at every relation as the tree says',
  async () => {
    let cells = 0;
    const wrong: string[] = [];
    const worked = new Set<string>();
    for (const [name, endpoint] of inOrder) {
      const rule = RULES[name as keyof typeof RULES];
      const isOpen = rule.access === 'public';
      const todo = world.actors
        .filter(({ variant }) => !isOpen || variant === 'live')
        .flatMap((actor) => rule.cells(actor, world, model).map((cell) => ({ actor, cell })));
      const asGuest = isOpen ? await ask(endpoint, world.actors[0]!, todo[0]!.cell) : null;
      await inParallel(todo, async ({ actor, cell }) => {
        const { status, body } = await ask(endpoint, actor, cell);
        const expected = expectedOf(rule, actor, cell) ?? [asGuest!.status];
        cells += 1;
        if (status === 200) worked.add(name);
        const says = status !== 200 || !cell.says || cell.says(body);
        if (!expected.includes(status) || !says)
          wrong.push(
            `${name} ${cell.relation ?? ''} ${actor.name}: ${status}, not ${expected.join(' or ')}${says ? '' : ', or says another'}`,
          );
      });
    }
    expect(wrong).toEqual([]);
    expect(cells).toBeGreaterThan(FEWEST_CELLS);
    // Refusing everything would be right in each cell that refuses.
    const never = inOrder.filter(([name]) => isToWork(RULES[name as keyof typeof RULES]) && !worked.has(name));
    expect(never.map(([name]) => name)).toEqual(['endDevice']);
    console.log(`${cells} cells over HTTP`);
  },
  300_000,
);

const isToWork = ({ access, worksElsewhere }: Rule) => access !== 'public' && !worksElsewhere;

/** Null: as a guest is answered. */
function expectedOf(
  { access, stepUp, whileActing, onBehalf }: Rule,
  actor: Actor,
  { expected }: Cell,
): readonly number[] | null {
  if (access === 'public') return expected === 'guest' ? null : expected;
  if (actor.token === null) return [401];
  if (actor.variant === 'delegated' && !whileActing && !onBehalf) return [403];
  if (access !== 'account' && !model.actions(actor).includes(access)) return [403];
  if (stepUp && actor.variant === 'stale') return [403];
  return expected === 'guest' ? null : expected;
}

async function ask(
  { method }: Endpoint,
  { token }: Actor,
  { path, body, type = 'application/json' }: Cell,
): Promise<{ status: number; body: unknown }> {
  const aborted = new AbortController();
  const response = await fetch(server.url + path, {
    method,
    signal: aborted.signal,
    headers: {
      ...(method !== 'GET' && {
        origin: server.url,
        'content-type': type,
        'idempotency-key': crypto.randomUUID(),
      }),
      ...(token !== null && { cookie: `__Host-session=${token}` }),
    },
    ...(method !== 'GET' && { body: JSON.stringify(body ?? {}) }),
  });
  const isJson = /json/.test(response.headers.get('content-type') ?? '');
  const answer: unknown = isJson ? await response.json() : null;
  // A stream never ends by itself.
  if (!isJson) aborted.abort();
  return { status: response.status, body: answer };
}

async function inParallel<T>(todo: readonly T[], run: (one: T) => Promise<void>): Promise<void> {
  const left = [...todo];
  const worker = async () => {
    for (let one = left.shift(); one; one = left.shift()) await run(one);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}
