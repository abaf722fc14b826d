import type { Lang } from './lists.ts';

/** What somebody may be allowed to do; each endpoint that is not for everybody names one. */
export const ACTIONS = [
  'accounts.read',
  'accounts.suspend',
  'accounts.unmask',
  'audit.read',
  'grants.change',
  'grants.read',
  'jobs.change',
  'jobs.read',
  'sources.change',
  'sources.read',
  'things.review',
  'things.write',
  'tree.change',
  'tree.review',
] as const;
export type Action = (typeof ACTIONS)[number];

/** Who may call an endpoint: everybody, everybody who is signed in, or who may do this somewhere. */
export type Access = 'public' | 'account' | Action;

interface RoleTraits {
  names: Record<Lang, string>;
  may: readonly Action[];
  /** Whether it holds for a branch of the institution tree; the others hold everywhere. */
  isLocal: boolean;
  /** What else nobody who has it may have at the same time. */
  apartFrom?: readonly string[];
  /** Who may give it; the province's three are given by one security administrator and confirmed by another person. */
  givenBy: Action;
  needsSecond?: true;
}
const role = (
  chinese: string,
  english: string,
  traits: Omit<RoleTraits, 'names' | 'givenBy' | 'isLocal'> & Partial<RoleTraits>,
): RoleTraits => ({ names: { 'zh-CN': chinese, en: english }, isLocal: true, givenBy: 'grants.change', ...traits });

/** Everybody with an account is a resident; these are given. */
export const ROLE_TRAITS = {
  educator: role('教育工作者', 'Educator', { may: ['things.write'] }),
  moderator: role('审核员', 'Moderator', { may: ['things.review', 'sources.read'] }),
  credit_operator: role('学分办理员', 'Credit operator', { may: [] }),
  unit_admin: role('机构管理员', 'Unit administrator', {
    may: [
      'tree.change',
      'tree.review',
      'grants.read',
      'grants.change',
      'accounts.read',
      'sources.read',
      'sources.change',
    ],
  }),
  system_admin: role('系统管理员', 'System administrator', {
    may: ['tree.change', 'tree.review', 'jobs.read', 'jobs.change', 'sources.read', 'sources.change'],
    isLocal: false,
    apartFrom: ['security_admin', 'audit_admin'],
    needsSecond: true,
  }),
  security_admin: role('安全管理员', 'Security administrator', {
    may: ['grants.read', 'grants.change', 'accounts.read', 'accounts.suspend', 'accounts.unmask'],
    isLocal: false,
    apartFrom: ['system_admin', 'audit_admin'],
    needsSecond: true,
  }),
  audit_admin: role('审计管理员', 'Audit administrator', {
    may: ['audit.read', 'grants.read'],
    isLocal: false,
    apartFrom: ['system_admin', 'security_admin'],
    needsSecond: true,
  }),
} as const satisfies Record<string, RoleTraits>;
export type Role = keyof typeof ROLE_TRAITS;
export const ROLES = Object.keys(ROLE_TRAITS) as Role[];
export const traitsOfRole = (name: Role): RoleTraits => ROLE_TRAITS[name];
