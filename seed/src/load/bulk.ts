import type pg from 'pg';

/** Whether triggers may be left out in this database; a superuser may, and so may whoever was granted it. */
async function maySkipTriggers(client: pg.ClientBase): Promise<boolean> {
  const { rows } = await client.query<{ may: boolean }>(
    `SELECT has_parameter_privilege('session_replication_role', 'SET') AS may`,
  );
  return rows[0]!.may;
}

/**
 * Runs one transaction that touches very many rows: readers are told once to load everything again.
 * `skipped`: no trigger runs, so the caller has to verify references itself.
 */
export async function inBulk<T>(client: pg.ClientBase, run: (skipped: boolean) => Promise<T>): Promise<T> {
  await client.query('BEGIN');
  try {
    await client.query(`SET LOCAL app.bulk = 'on'`);
    const skipped = await maySkipTriggers(client);
    if (skipped) await client.query(`SET LOCAL session_replication_role = replica`);
    const result = await run(skipped);
    await client.query(
      `INSERT INTO changes (kind, id) VALUES ('*', 0)
         ON CONFLICT (kind, id) DO UPDATE SET seq = nextval('change_seq'), xid = pg_current_xact_id()`,
    );
    await client.query(`SELECT pg_notify('zlm_changes', '')`);
    await client.query('COMMIT');
    return result;
  } catch (cause) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw cause;
  }
}
