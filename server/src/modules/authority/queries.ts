import { sql } from 'kysely';
import type { Action } from '../../contract/access.ts';
import type { Tx } from '../../db/index.ts';

/** Where something is to be done: an institution, or everywhere; to things of these topics. */
export interface Target {
  institution: number | null;
  topics?: readonly string[];
}

/** Whether who acts in this transaction may do it there, today: the function that row-level security asks too. */
export async function can(tx: Tx, action: Action, { institution, topics }: Target): Promise<boolean> {
  const { rows } = await sql<{ may: boolean }>`
    SELECT app_may(${action}, ${institution}::bigint, ${topics ? [...topics] : null}::text[]) AS may`.execute(tx);
  return rows[0]!.may;
}
