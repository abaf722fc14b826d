import { traitsOfRole, type Role } from '@zlm/server/contract/access';
import { mask } from '@zlm/server/contract/contact';
import type { Keys } from '@zlm/server/crypto/keys';
import { sealNewAccount } from '@zlm/server/modules/accounts/new-account';
import { toPayload } from '@zlm/server/modules/audit/payload';
import type { ClientBase } from 'pg';
import { checkKeys } from '../own-keys.ts';

export interface Administrator {
  phone: string;
  role: Role;
}
export interface Made {
  account: string;
  isNew: boolean;
}

/** One security administrator alone could give nothing that another has to confirm. */
const mostOf = (role: Role) => (role === 'security_admin' ? 2 : 1);

/** All of them or none. Throws with a sentence where there are administrators already, or one person would be two of them. */
export async function makeAdministrators(
  client: ClientBase,
  keys: Keys,
  wanted: readonly Administrator[],
): Promise<Made[]> {
  await client.query('BEGIN');
  try {
    await checkKeys(client, keys);
    // Two commands at a time would each find none.
    await client.query('LOCK TABLE grants IN SHARE ROW EXCLUSIVE MODE');
    const made: Made[] = [];
    for (const one of wanted) made.push(await makeOne(client, keys, one));
    await noteAll(client, wanted, made);
    await client.query('COMMIT');
    return made;
  } catch (cause) {
    await client.query('ROLLBACK');
    if ((cause as { constraint?: string }).constraint !== 'grants_apart') throw cause;
    throw new Error('system, security and audit administrators are never one person: give each another phone', {
      cause,
    });
  }
}

async function makeOne(client: ClientBase, keys: Keys, { phone, role }: Administrator): Promise<Made> {
  const { rows } = await client.query<{ there: number }>(
    `SELECT count(DISTINCT g.account_id)::int AS there FROM live_grants g JOIN accounts a ON a.id = g.account_id
     WHERE g.role = $1 AND a.state = 'active' AND NOT a.is_demo`,
    [role],
  );
  const { there } = rows[0]!;
  const { names } = traitsOfRole(role);
  if (there >= mostOf(role))
    throw new Error(
      `there is a ${names.en.toLowerCase()} already: from now on a security administrator gives this role in the app, ` +
        'and another one confirms it',
    );
  const found = await findAccount(client, keys, phone);
  const account = found ?? (await makeAccount(client, keys, phone));
  await client.query(`INSERT INTO grants (account_id, role, reason) VALUES ($1, $2, 'first administrator')`, [
    account,
    role,
  ]);
  return { account, isNew: found === null };
}

async function findAccount(client: ClientBase, keys: Keys, phone: string): Promise<string | null> {
  const { rows } = await client.query<{ id: string; state: string }>(
    `SELECT a.id, a.state FROM contacts c JOIN accounts a ON a.id = c.account_id WHERE c.kind = 'phone' AND c.value_index = $1`,
    [keys.indexOf('phone', phone)],
  );
  const [row] = rows;
  if (row && row.state !== 'active') throw new Error(`the account of ${mask('phone', phone)} is ${row.state}`);
  return row?.id ?? null;
}

async function makeAccount(client: ClientBase, keys: Keys, phone: string): Promise<string> {
  const { account, person, wrappedKey, index, sealed } = sealNewAccount(keys, { kind: 'phone', value: phone });
  await client.query('SELECT register($1, $2, $3, $4, $5, $6, $7)', [
    ...['phone', index, sealed, account, person, wrappedKey, 'zh-CN'],
  ]);
  return account;
}

async function noteAll(client: ClientBase, wanted: readonly Administrator[], made: readonly Made[]): Promise<void> {
  const actor = { kind: 'system', name: 'admin-create' } as const;
  const payloads = made.map(({ account, isNew }, at) =>
    toPayload(
      { action: 'grants.give', subject: `account:${account}`, after: { role: wanted[at]!.role, isNew } },
      { actor, now: new Date(), requestId: '' },
    ),
  );
  await client.query(`SELECT set_config('app.actor', 'system:admin-create', true)`);
  await client.query('SELECT append_audit($1::text[])', [payloads]);
}
