import { randomBytes } from 'node:crypto';
import { sha256, toProof } from '@zlm/server/crypto/token';
import type { ClientBase } from 'pg';
import { toFact, type Standing } from './before.ts';

/** By the functions that the server asks for each request, under the role and the row-level security of requests. */
const SEEN_AS = `CREATE OR REPLACE FUNCTION pg_temp.seen_as(proofs text[])
  RETURNS TABLE (roles jsonb, menu text[], visible jsonb) LANGUAGE plpgsql AS $$
  DECLARE proof text;
  BEGIN
    FOREACH proof IN ARRAY proofs LOOP
      PERFORM set_config('app.proof', proof, true);
      roles := (SELECT coalesce(jsonb_agg(jsonb_build_object('role', g.role, 'institution', g.institution_id, 'division', g.division,
          'topics', g.topics, 'from', lower(g.valid), 'until', upper(g.valid))), '[]')
        FROM grants g WHERE g.account_id = app_account() AND (upper(g.valid) IS NULL OR upper(g.valid) > now()));
      menu := (SELECT actions FROM find_session(proof));
      visible := (SELECT coalesce(jsonb_object_agg(a, (
          SELECT encode(sha256(convert_to('[' || coalesce(string_agg(id::text, ',' ORDER BY id), '') || ']', 'UTF8')), 'hex')
          FROM app_scope(a) AS id)), '{}')
        FROM unnest(menu) AS a);
      RETURN NEXT;
    END LOOP;
  END $$`;

interface SeenRow {
  roles: {
    role: string;
    institution: number | null;
    division: string | null;
    topics: string[];
    from: string | null;
    until: string | null;
  }[];
  menu: string[] | null;
  visible: Record<string, string>;
}

/** What these accounts are, are shown and see here, as each of them finds it when signed in; nothing stays of the asking. */
export function readStandings(client: ClientBase, accounts: readonly string[]): Promise<Standing[]> {
  return asEach(client, accounts, async (proofs) => {
    await client.query(SEEN_AS);
    await client.query('SET LOCAL ROLE zlm_app');
    const { rows } = await client.query<SeenRow>('SELECT * FROM pg_temp.seen_as($1::text[])', [proofs]);
    return rows.map(toStanding);
  });
}

/** The institutions to which one account may do this. */
export function readVisible(client: ClientBase, account: string, action: string): Promise<number[]> {
  return asEach(client, [account], async ([proof]) => {
    await client.query('SET LOCAL ROLE zlm_app');
    await client.query(`SELECT set_config('app.proof', $1, true)`, [proof]);
    const { rows } = await client.query<{ id: number }>('SELECT id FROM app_scope($1) AS id ORDER BY id', [action]);
    return rows.map(({ id }) => id);
  });
}

/** Sessions that are never committed; whom nobody may sign in to is asked as if one might. */
async function asEach<T>(
  client: ClientBase,
  accounts: readonly string[],
  ask: (proofs: string[]) => Promise<T>,
): Promise<T> {
  const proofs = accounts.map(() => toProof(randomBytes(32).toString('base64url')));
  await client.query('SAVEPOINT asking');
  try {
    await client.query(`UPDATE accounts SET state = 'active' WHERE id = ANY ($1::uuid[]) AND state = 'suspended'`, [
      accounts,
    ]);
    await client.query(
      `INSERT INTO sessions (account_id, proof_hash, way, lasts, expires_at)
       SELECT account, proof_hash, 'accounts:import', interval '1 hour', now() + interval '1 hour'
       FROM unnest($1::uuid[], $2::bytea[]) AS s(account, proof_hash)`,
      [accounts, proofs.map((proof) => sha256(Buffer.from(proof, 'hex')))],
    );
    return await ask(proofs);
  } finally {
    await client.query('ROLLBACK TO SAVEPOINT asking');
  }
}

const toMoment = (text: string | null) => (text === null ? null : new Date(text).toISOString());
function toStanding({ roles, menu, visible }: SeenRow): Standing {
  const facts = roles.map((role) =>
    toFact({ ...role, topics: role.topics.toSorted(), from: toMoment(role.from), until: toMoment(role.until) }),
  );
  return { roles: [...new Set(facts)].sort(), menu: [...(menu ?? [])].sort(), visible };
}
