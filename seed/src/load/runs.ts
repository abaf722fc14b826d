import type pg from 'pg';

/** What was loaded last under this name; null when nothing was, or when it was removed. */
export async function findRun(client: pg.ClientBase, name: string): Promise<Record<string, unknown> | null> {
  const { rows } = await client.query<{ parameters: Record<string, unknown> }>(
    'SELECT parameters FROM seed_runs WHERE name = $1 AND finished_at IS NOT NULL',
    [name],
  );
  return rows[0]?.parameters ?? null;
}

/** Belongs into the transaction that loads. */
export async function recordRun(client: pg.ClientBase, name: string, parameters: object): Promise<void> {
  await client.query(
    `INSERT INTO seed_runs (name, parameters, finished_at) VALUES ($1, $2, clock_timestamp())
       ON CONFLICT (name) DO UPDATE
         SET parameters = excluded.parameters, started_at = now(), finished_at = excluded.finished_at`,
    [name, JSON.stringify(parameters)],
  );
}

export async function forgetRun(client: pg.ClientBase, name: string): Promise<void> {
  await client.query('DELETE FROM seed_runs WHERE name = $1', [name]);
}
