import { sql } from 'kysely';
import type { Kind } from '../../contract/kinds.ts';
import type { StoredThing, Tx } from '../../db/index.ts';
import type { NewReport } from './schema.ts';

export interface ReportedThing {
  kind: Kind;
  id: number;
  title: string;
  revision: number;
  updatedAt: Date;
}

/** The public thing with this id, whatever kind it is; ids are one number space. */
export async function findThing(
  tx: Tx,
  things: readonly StoredThing[],
  id: number,
): Promise<ReportedThing | undefined> {
  const selects = things.map(
    ({ kind, view, title }) => sql`SELECT ${kind}::text AS kind, id, ${sql.ref(title)} AS title, revision,
      updated_at AS "updatedAt" FROM ${sql.table(view)} WHERE id = ${id}`,
  );
  const { rows } = await sql<ReportedThing>`${sql.join(selects, sql` UNION ALL `)} LIMIT 1`.execute(tx);
  return rows[0];
}

/** The number of the report, the same for the same report again; null where its key is that of another one. */
export async function fileReport(tx: Tx, thing: ReportedThing, report: NewReport & { lang: string }) {
  const { rows } = await sql<{ number: number | null }>`
    SELECT file_report(${report.key}::uuid, ${thing.kind}, ${thing.id}, ${thing.title}, ${thing.revision},
      ${thing.updatedAt}, ${report.reason}, ${report.text ?? ''}, ${report.contact || null}, ${report.lang}) AS number
  `.execute(tx);
  return rows[0]!.number;
}
