import { sql } from 'kysely';
import type { Tx } from '../../db/index.ts';

/** Names of institutions that are shown to everybody. */
export async function listDemoBranches(tx: Tx): Promise<{ account: string; id: number; name: string }[]> {
  const { rows } = await sql<{ account: string; id: number; name: string }>`
    SELECT account, id, name FROM demo_branches()`.execute(tx);
  return rows;
}
