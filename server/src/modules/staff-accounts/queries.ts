import { sql } from 'kysely';
import type { Role } from '../../contract/access.ts';
import type { NewestCursor } from '../../contract/account.ts';
import type { Tx } from '../../db/index.ts';
import type { AccountState } from './schema.ts';

export interface SeenAccount {
  id: string;
  state: AccountState;
  is_demo: boolean;
  made_at: Date;
  micros: number;
}
export interface AccountsWanted {
  id?: string | undefined;
  role?: Role | undefined;
  state?: AccountState | undefined;
  cursor?: NewestCursor | undefined;
  limit: number;
}

/** Those that who acts may see, newest first. */
export async function listSeenAccounts(
  tx: Tx,
  { id = '', role, state, cursor, limit }: AccountsWanted,
): Promise<SeenAccount[]> {
  const { rows } = await sql<SeenAccount>`
    SELECT * FROM staff_accounts(${id || null}::uuid, ${role ?? null}, ${state ?? null}, ${cursor?.micros ?? null}::bigint,
      ${cursor?.id ?? null}::uuid, ${limit})`.execute(tx);
  return rows;
}

export interface SeenRole {
  account_id: string;
  role: Role;
  institution_id: number | null;
  name: string | null;
}
/** The roles that hold now, as far as row-level security shows them to who acts. */
export async function listSeenRoles(tx: Tx, accounts: readonly string[]): Promise<SeenRole[]> {
  const { rows } = await sql<SeenRole>`
    SELECT g.account_id, g.role, g.institution_id, organiser_name(g.institution_id) AS name
    FROM grants g
    WHERE g.account_id = ANY (${[...accounts]}::uuid[]) AND g.valid @> now() AND (NOT g.needs_second OR g.confirmed_at IS NOT NULL)
    ORDER BY g.account_id, g.role, g.institution_id`.execute(tx);
  return rows;
}

const change = (name: 'suspend_account' | 'resume_account') => async (tx: Tx, account: string) => {
  const { rows } = await sql<{ done: boolean }>`SELECT ${sql.ref(name)}(${account}::uuid) AS done`.execute(tx);
  return rows[0]!.done;
};
/** False where it is in another state, or not to be suspended by who acts. */
export const suspendAccount = change('suspend_account');
export const resumeAccount = change('resume_account');
