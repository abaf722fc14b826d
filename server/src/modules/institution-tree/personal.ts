import type { PersonalTable } from '../../module.ts';
import { FOR_GOOD, TIME } from '../../contract/words/personal.ts';

export const institutionTreePersonal: readonly PersonalTable[] = [
  {
    table: 'tree_acts',
    names: { 'zh-CN': '机构变更', en: 'Changes to the institutions' },
    why: {
      'zh-CN': '查明机构是谁改的；原因加密保存',
      en: 'To tell who changed the institutions; the reason is sealed',
    },
    rows: 'done_by = of_account::text OR undone_by = of_account::text',
    told: {
      kind: { names: { 'zh-CN': '事项', en: 'What' } },
      reason: { names: { 'zh-CN': '原因', en: 'Reason' }, sealed: { about: "'record:' || of_account", by: 'record' } },
      done_at: TIME,
    },
    // What was done stays; why, as they wrote it, goes with them.
    erase: [
      `UPDATE tree_acts SET reason = NULL WHERE done_by IN (
         SELECT a.id::text FROM accounts a WHERE of_account IN (a.id, a.merged_into))`,
    ],
    kept: { names: { 'zh-CN': '长期；原因到账号删除', en: 'For good; the reason as long as the account' } },
  },
  {
    table: 'not_duplicates',
    names: { 'zh-CN': '不是重复的机构', en: 'Institutions that are not the same' },
    why: { 'zh-CN': '不再重复询问；只记编号', en: 'To ask once; holds ids' },
    rows: "said_by = 'account:' || of_account",
    told: { said_at: TIME },
    erase: [],
    kept: FOR_GOOD,
  },
];
