import type { PersonalTable } from '../../module.ts';
import { GOOD_UNTIL } from '../../contract/words/personal.ts';

export const mergingPersonal: readonly PersonalTable[] = [
  {
    table: 'merges',
    names: { 'zh-CN': '账号合并', en: 'Merges of accounts' },
    why: { 'zh-CN': '两个账号都验证过才合并', en: 'Both accounts are proved before they are merged' },
    rows: 'account_id = of_account OR other_id = of_account',
    told: {
      expires_at: GOOD_UNTIL,
      done_at: { names: { 'zh-CN': '合并时间', en: 'Merged' } },
    },
    kept: {
      names: { 'zh-CN': '没有合并的 1 天内；合并了的 1 年', en: 'Up to 1 day without a merge; 1 year after one' },
      outdated: "coalesce(done_at + interval '1 year', expires_at) < now()",
    },
  },
];
