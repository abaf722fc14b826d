import { ROLES, type Role } from '../../contract/access.ts';

export interface FixedAccount {
  account: string;
  person: string;
  grant: string;
  role: Role | null;
  phone: string;
  /** Of the branch it holds for, from the top of the tree; null where the role holds everywhere. */
  tier: 0 | 1 | 2 | null;
}

const TIERS: Partial<Record<Role, 0 | 1 | 2>> = { credit_operator: 0, unit_admin: 1, moderator: 1, educator: 2 };

const idOf = (what: number, n: number) => `de300000-0000-4000-8000-${what}0000000000${n}`;

/** The same in every demonstration: a resident, then one for each role. */
export const DEMO_ACCOUNTS: readonly FixedAccount[] = [null, ...ROLES].map((role, n) => ({
  account: idOf(1, n),
  person: idOf(2, n),
  grant: idOf(3, n),
  role,
  phone: `1990000000${n}`,
  tier: role === null ? null : (TIERS[role] ?? null),
}));
