import { sql } from 'kysely';
import type { Tx } from '../../db/index.ts';

/** The session of who acts has just been proved anew. */
export async function stepUp(tx: Tx): Promise<void> {
  await sql`SELECT step_up()`.execute(tx);
}
