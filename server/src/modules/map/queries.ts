import { sql } from 'kysely';
import type { Tx } from '../../db/index.ts';

/** Whether anything shown is made up; demo data always has institutions. */
export async function hasDemo(tx: Tx): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`
    SELECT EXISTS (SELECT FROM public_institutions WHERE is_demo) AS found`.execute(tx);
  return rows[0]!.found;
}
