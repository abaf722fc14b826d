import type { PersonalTable } from '../../module.ts';
import { TIME } from '../../contract/words/personal.ts';

export const mediaPersonal: readonly PersonalTable[] = [
  {
    table: 'uploads',
    names: { 'zh-CN': '上传的照片', en: 'Photos brought' },
    why: {
      'zh-CN': '发布前只让本人和审核员看到；限制数量',
      en: 'To show them to you and reviewers alone before they are public; to limit them',
    },
    rows: 'account_id = of_account',
    told: {
      alt: { names: { 'zh-CN': '说明', en: 'What it shows' } },
      made_at: TIME,
    },
    kept: {
      names: {
        'zh-CN': '没有发布的，不再使用 1 天后；已发布的照片归机构，谁上传的记 1 年',
        en: 'What is not published 1 day after it is used no more; a published photo is the institution’s, who brought it is kept for 1 year',
      },
      outdated: "made_at < now() - interval '1 year'",
    },
  },
];
