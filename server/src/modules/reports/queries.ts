import { sql } from 'kysely';
import type { Kind } from '../../contract/kinds.ts';
import type { Tx } from '../../db/index.ts';
import type { NewReport } from './schema.ts';

export interface ReportedThing {
  kind: Kind;
  id: number;
  title: string;
  revision: number;
  updatedAt: Date;
}

/** The public thing with this id, whatever kind it is; ids are one number space. */
export async function findThing(tx: Tx, id: number): Promise<ReportedThing | undefined> {
  const { rows } = await sql<ReportedThing>`
    SELECT 'institution' AS kind, id, name AS title, revision, updated_at AS "updatedAt"
      FROM public_institutions WHERE id = ${id}
    UNION ALL SELECT 'activity', id, title, revision, updated_at FROM public_activities WHERE id = ${id}
    UNION ALL SELECT 'course', id, title, revision, updated_at FROM public_courses WHERE id = ${id}
    UNION ALL SELECT 'resource', id, title, revision, updated_at FROM public_resources WHERE id = ${id}
    UNION ALL SELECT 'credit_point', id, name, revision, updated_at FROM public_credit_points WHERE id = ${id}
    LIMIT 1`.execute(tx);
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
