import type pg from 'pg';

/** Persons go with the only account they have, and those they are guardian of who have none. Asked before accounts go. */
export async function noteDemoPersons(client: pg.ClientBase): Promise<void> {
  await client.query(`
    CREATE TEMP TABLE demo_persons ON COMMIT DROP AS
    WITH RECURSIVE going AS (
      SELECT person_id AS id FROM accounts a WHERE is_demo AND NOT EXISTS (
        SELECT FROM kept_demo k WHERE k.of_table = 'accounts' AND k.key = a.id::text)
      UNION
      SELECT p.id FROM persons p JOIN going g ON p.guardian = g.id
      WHERE NOT EXISTS (SELECT FROM accounts a WHERE a.person_id = p.id AND NOT a.is_demo)
    ) SELECT id FROM going`);
}

/** After their accounts. These rows are few: what hangs on them goes by the triggers, also where those were `skipped`. */
export async function removeDemoPersons(client: pg.ClientBase, skipped: boolean): Promise<void> {
  if (skipped) await client.query('SET LOCAL session_replication_role = origin');
  const gone = '(SELECT id FROM demo_persons)';
  // Whoever acts for one of them would act for nobody.
  await client.query(`DELETE FROM sessions WHERE on_behalf_of IN ${gone}`);
  await client.query(`DELETE FROM delegations WHERE principal IN ${gone}`);
  await client.query(`UPDATE persons SET guardian = NULL WHERE guardian IN ${gone}`);
  await client.query(
    `DELETE FROM persons p WHERE id IN ${gone} AND NOT EXISTS (SELECT FROM accounts a WHERE a.person_id = p.id)`,
  );
}
