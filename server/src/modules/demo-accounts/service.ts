import { traitsOfRole } from '../../contract/access.ts';
import type { Lang } from '../../contract/lists.ts';
import type { Keys } from '../../crypto/keys.ts';
import { withReader, type Database } from '../../db/index.ts';
import { Conflict, NotFound } from '../../errors.ts';
import { enter, type Entered, type Entering } from '../accounts/entering.ts';
import { DEMO_ACCOUNTS } from './list.ts';
import { listDemoBranches } from './queries.ts';
import type { DemoAccount } from './schema.ts';

export interface DemoParts {
  database: Database;
  keys: Keys;
  /** Whether there are any here. */
  isOn: boolean;
}

const RESIDENT: Record<Lang, string> = { 'zh-CN': '居民', en: 'Resident' };

/** Throws NotFound where there are none. */
export async function listDemoAccounts(
  { database, isOn }: Pick<DemoParts, 'database' | 'isOn'>,
  lang: Lang,
): Promise<DemoAccount[]> {
  if (!isOn) throw new NotFound();
  const branches = await withReader(database, listDemoBranches);
  return DEMO_ACCOUNTS.map(({ account, role, phone }) => {
    const branch = branches.find((one) => one.account === account);
    return {
      account,
      role,
      roleName: role === null ? RESIDENT[lang] : traitsOfRole(role).names[lang],
      institution: branch ? { id: branch.id, name: branch.name } : null,
      phone,
    };
  });
}

/** Throws NotFound for any other account, and Conflict where somebody suspended it. */
export async function signInAsDemo(
  { database, keys, isOn }: DemoParts,
  entering: Omit<Entering, 'isShared'>,
  account: string,
): Promise<Entered> {
  if (!isOn || !DEMO_ACCOUNTS.some((one) => one.account === account)) throw new NotFound();
  // Everybody's: for an hour, and no second factor that only one of them would have.
  const first = { account: () => Promise.resolve(account), way: 'demo', isStrong: true };
  const entered = await enter({ database, keys }, { ...entering, isShared: true }, first);
  if (!entered) throw new Conflict();
  return entered;
}
