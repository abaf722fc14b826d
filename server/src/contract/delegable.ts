import type { Lang } from './lists.ts';

/** What somebody may let another do for them; never a role, a step that asks for a fresh proof, or this itself. */
export const DELEGABLE = {
  'details.change': { 'zh-CN': '修改称呼', en: 'Change what they are called' },
  'enrolments.change': { 'zh-CN': '报名和取消', en: 'Enrol and cancel' },
  'learning.read': { 'zh-CN': '查看学习记录和学分', en: 'See learning records and credits' },
} as const satisfies Record<string, Record<Lang, string>>;
export type Delegable = keyof typeof DELEGABLE;
export const DELEGABLES = Object.keys(DELEGABLE) as [Delegable, ...Delegable[]];

/** A delegation ends by itself after so many days at the latest; that of a guardian when the child grows up. */
export const LONGEST_DELEGATION_DAYS = 366;
