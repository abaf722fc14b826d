import type { PersonalTable } from '../../module.ts';

export const institutionTreePersonal: readonly PersonalTable[] = [
  {
    table: 'tree_acts',
    names: { 'zh-CN': '机构变更', en: 'Changes to the institutions' },
    why: { 'zh-CN': '查明机构是谁改的；只记编号', en: 'To tell who changed the institutions; holds ids' },
    rows: 'done_by = of_account::text OR undone_by = of_account::text',
    told: {
      kind: { names: { 'zh-CN': '事项', en: 'What' } },
      reason: { names: { 'zh-CN': '原因', en: 'Reason' } },
      done_at: { names: { 'zh-CN': '时间', en: 'Time' } },
    },
    erase: [],
    kept: { names: { 'zh-CN': '长期', en: 'For good' } },
  },
  {
    table: 'not_duplicates',
    names: { 'zh-CN': '不是重复的机构', en: 'Institutions that are not the same' },
    why: { 'zh-CN': '不再重复询问；只记编号', en: 'To ask once; holds ids' },
    rows: "said_by = 'account:' || of_account",
    told: { said_at: { names: { 'zh-CN': '时间', en: 'Time' } } },
    erase: [],
    kept: { names: { 'zh-CN': '长期', en: 'For good' } },
  },
];
