import { traitsOfRole } from '../../contract/access.ts';
import type { Keys } from '../../crypto/keys.ts';
import { StartupError, type Database } from '../../db/index.ts';
import { sealNewAccount } from '../accounts/new-account.ts';
import { toPayload } from '../audit/payload.ts';
import { DEMO_ACCOUNTS, type FixedAccount } from './list.ts';

type Pool = Database['pool'];

/** Throws StartupError where somebody could still sign in to one, or is. */
export async function refuseDemoAccounts(pool: Pool): Promise<void> {
  const { rows } = await pool.query<{ found: boolean }>(
    `SELECT EXISTS (SELECT FROM accounts a WHERE a.is_demo
       AND (a.state IN ('active', 'erasing') OR EXISTS (SELECT FROM sessions s WHERE s.account_id = a.id))) AS found`,
  );
  if (!rows[0]!.found) return;
  throw new StartupError(
    'demo-accounts',
    'The database holds demo accounts, which everybody may sign in to, and this is production. ' +
      'Remove them first: npm run demo:remove',
  );
}

/** Makes those that are not there, and gives them their roles where there are institutions for that. */
export async function prepareDemoAccounts(pool: Pool, keys: Keys, now: Date): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const tiers = await findTiers(client);
    const made: string[] = [];
    for (const one of DEMO_ACCOUNTS) if (await ensureAccount(client, keys, one, tiers)) made.push(one.account);
    await note(client, made, now);
    await client.query('COMMIT');
  } catch (cause) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw cause;
  } finally {
    client.release();
  }
}

interface Client {
  query<R extends object>(text: string, values?: unknown[]): Promise<{ rows: R[]; rowCount: number | null }>;
}

/** Three demo institutions one below the other, the highest first; none where there are none. */
async function findTiers(client: Client): Promise<readonly number[]> {
  const { rows } = await client.query<{ tiers: number[] }>(
    `SELECT ARRAY[top.id, middle.id, low.id] AS tiers
     FROM institutions low
       JOIN institution_parents a ON a.institution_id = low.id AND a.during @> app_today()
       JOIN institutions middle ON middle.id = a.parent_id
       JOIN institution_parents b ON b.institution_id = middle.id AND b.during @> app_today()
       JOIN institutions top ON top.id = b.parent_id
     WHERE low.is_demo AND middle.is_demo AND top.is_demo AND low.state = 'published' AND middle.state = 'published' AND top.state = 'published'
     ORDER BY (low.level = 'county') DESC, low.id LIMIT 1`,
  );
  return rows[0]?.tiers ?? [];
}

/** Whether something was made. */
async function ensureAccount(
  client: Client,
  keys: Keys,
  { account, person, grant, role, phone, tier }: FixedAccount,
  tiers: readonly number[],
): Promise<boolean> {
  const { rowCount: isThere } = await client.query('SELECT FROM accounts WHERE id = $1', [account]);
  if (!isThere) {
    const { wrappedKey, index, sealed } = sealNewAccount(keys, { kind: 'phone', value: phone }, { account, person });
    // Left over where the demo data was taken away.
    await client.query('DELETE FROM persons WHERE id = $1', [person]);
    await client.query('INSERT INTO persons (id, data_key) VALUES ($1, $2)', [person, wrappedKey]);
    await client.query('INSERT INTO accounts (id, person_id, is_demo) VALUES ($1, $2, true)', [account, person]);
    await client.query(
      `INSERT INTO contacts (account_id, kind, value, value_index) VALUES ($1, 'phone', $2, $3) ON CONFLICT DO NOTHING`,
      [account, sealed, index],
    );
  }
  const isGiven = role !== null && (await ensureGrant(client, { account, grant, role, tier }, tiers));
  return !isThere || isGiven;
}

async function ensureGrant(
  client: Client,
  {
    account,
    grant,
    role,
    tier,
  }: Pick<FixedAccount, 'account' | 'grant' | 'tier'> & { role: NonNullable<FixedAccount['role']> },
  tiers: readonly number[],
): Promise<boolean> {
  const institution = tier === null ? null : tiers[tier];
  if (institution === undefined || (institution === null && traitsOfRole(role).isLocal)) return false;
  const { rowCount } = await client.query(
    `INSERT INTO grants (id, account_id, role, institution_id, reason) VALUES ($1, $2, $3, $4, '演示')
     ON CONFLICT (id) DO NOTHING`,
    [grant, account, role, institution],
  );
  return rowCount === 1;
}

async function note(client: Client, made: readonly string[], now: Date): Promise<void> {
  if (made.length === 0) return;
  const actor = { kind: 'system', name: 'demo' } as const;
  const payloads = made.map((account) =>
    toPayload({ action: 'accounts.make_demo', subject: `account:${account}` }, { actor, now, requestId: '' }),
  );
  await client.query(`SELECT set_config('app.actor', 'system:demo', true)`);
  await client.query('SELECT append_audit($1::text[])', [payloads]);
}
