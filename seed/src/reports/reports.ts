import type { ReportsTable } from '@zlm/server/modules/reports/tables';
import type { ClientBase } from 'pg';

export type OpenReport = Pick<
  ReportsTable,
  'kind' | 'thing_id' | 'thing_title' | 'thing_revision' | 'reason' | 'contact' | 'lang'
> & { number: number; body: string; created_at: Date };

/** Reports nobody has closed, oldest first. */
export async function listOpenReports(client: ClientBase): Promise<OpenReport[]> {
  const { rows } = await client.query<OpenReport>(
    `SELECT id::int AS number, created_at, kind, thing_id::int AS thing_id, thing_title, thing_revision, reason, body, contact, lang
     FROM reports WHERE closed_at IS NULL ORDER BY id`,
  );
  return rows;
}

/** False where there is no open report with this number. */
export async function closeReport(client: ClientBase, number: number): Promise<boolean> {
  const { rowCount } = await client.query('UPDATE reports SET closed_at = now() WHERE id = $1 AND closed_at IS NULL', [
    number,
  ]);
  return rowCount === 1;
}
