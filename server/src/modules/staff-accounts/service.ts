import type { Contact } from '../../contract/account.ts';
import type { Keys } from '../../crypto/keys.ts';
import type { Database, Tx } from '../../db/index.ts';
import { Conflict, Forbidden, NotFound } from '../../errors.ts';
import { toDateTime } from '../../formats/shanghai-time.ts';
import { findSeenAccountOf } from '../accounts/queries.ts';
import { maskContacts, openSeenContacts, type OpenContact } from '../accounts/seen-contacts.ts';
import { act, noteRefusal, type Acting } from '../audit/act.ts';
import { sealAbout } from '../audit/sealed-text.ts';
import { demand } from '../authority/service.ts';
import * as queries from './queries.ts';
import { listSeenAccounts, listSeenRoles, type AccountsWanted, type SeenAccount } from './queries.ts';
import type { StaffAccount } from './schema.ts';

export interface StaffParts {
  database: Database;
  keys: Keys;
}

/** Newest first; each account that is shown has an entry, so that its owner sees who looked. */
export function listAccounts({ database, keys }: StaffParts, acting: Acting, wanted: AccountsWanted) {
  return act(database, acting, async (tx, note) => {
    const rows = await listSeenAccounts(tx, { ...wanted, limit: wanted.limit + 1 });
    const shown = rows.slice(0, wanted.limit);
    const last = rows.length > wanted.limit ? shown.at(-1) : undefined;
    for (const { id } of shown) note({ action: 'accounts.read', subject: `account:${id}` });
    return { accounts: await toAccounts(tx, keys, shown), next: last ? `${last.micros}.${last.id}` : null };
  });
}

async function toAccounts(tx: Tx, keys: Keys, rows: readonly SeenAccount[]): Promise<StaffAccount[]> {
  const ids = rows.map(({ id }) => id);
  const contacts = await openSeenContacts(tx, keys, ids);
  const roles = await listSeenRoles(tx, ids);
  return rows.map(({ id, state, is_demo, made_at }) => ({
    id,
    state,
    isDemo: is_demo,
    madeAt: toDateTime(made_at),
    contacts: maskContacts(contacts.get(id)),
    roles: roles
      .filter(({ account_id }) => account_id === id)
      .map(({ role, institution_id, name }) => ({
        role,
        institution: institution_id === null ? null : { id: institution_id, name: name ?? '' },
      })),
  }));
}

/** Throws NotFound for an account that is not there or not to be seen by who acts. */
async function readAccount(tx: Tx, keys: Keys, id: string): Promise<StaffAccount> {
  const [account] = await toAccounts(tx, keys, await listSeenAccounts(tx, { id, limit: 1 }));
  if (!account) throw new NotFound();
  return account;
}

export function getAccount({ database, keys }: StaffParts, acting: Acting, id: string): Promise<StaffAccount> {
  return act(database, acting, async (tx, note) => {
    const account = await readAccount(tx, keys, id);
    note({ action: 'accounts.read', subject: `account:${id}` });
    return account;
  });
}

export function findAccount(
  { database, keys }: StaffParts,
  acting: Acting,
  { kind, value }: Contact,
): Promise<{ account: StaffAccount | null }> {
  return act(database, acting, async (tx, note) => {
    const id = await findSeenAccountOf(tx, kind, keys.indexOf(kind, value));
    if (id === null) return { account: null };
    note({ action: 'accounts.read', subject: `account:${id}` });
    return { account: await readAccount(tx, keys, id) };
  });
}

/** In clear, for a reason that the owner reads. */
export function unmaskAccount(
  { database, keys }: StaffParts,
  acting: Acting,
  id: string,
  reason: string,
): Promise<{ contacts: OpenContact[] }> {
  return act(database, acting, async (tx, note) => {
    await demand(tx, 'accounts.unmask', { institution: null }, { isHidden: false });
    await readAccount(tx, keys, id);
    note({
      action: 'accounts.unmask',
      subject: `account:${id}`,
      after: { reason: await sealAbout(tx, keys, id, reason) },
    });
    return { contacts: (await openSeenContacts(tx, keys, [id])).get(id) ?? [] };
  });
}

const CHANGES = {
  suspend: { run: queries.suspendAccount, from: 'active', to: 'suspended' },
  resume: { run: queries.resumeAccount, from: 'suspended', to: 'active' },
} as const;

/** Throws NotFound, Forbidden for the own account, and Conflict for one in another state. */
export async function changeState(
  { database, keys }: StaffParts,
  acting: Acting,
  change: keyof typeof CHANGES,
  { id, reason, own }: { id: string; reason: string; own: string },
): Promise<StaffAccount> {
  const { run, from, to } = CHANGES[change];
  const [action, subject] = [`accounts.${change}`, `account:${id}`];
  if (id === own) {
    await noteRefusal(database, acting, { action, subject });
    throw new Forbidden('second_person');
  }
  return act(database, acting, async (tx, note) => {
    await demand(tx, 'accounts.suspend', { institution: null }, { isHidden: false });
    const account = await readAccount(tx, keys, id);
    if (account.state !== from || !(await run(tx, id))) throw new Conflict('changed_meanwhile');
    note({
      action,
      subject,
      before: { state: from },
      after: { state: to, reason: await sealAbout(tx, keys, id, reason) },
    });
    return { ...account, state: to };
  });
}
