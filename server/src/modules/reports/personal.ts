import type { PersonalTable } from '../../module.ts';

export const reportsPersonal: readonly PersonalTable[] = [
  {
    table: 'reports',
    names: { 'zh-CN': '纠错', en: 'Reports of mistakes' },
    why: {
      'zh-CN': '改正错误；不登录就能提交，不知道是谁',
      en: 'To mend mistakes; sent without an account, nobody knows by whom',
    },
    rows: null,
    told: {},
    // A number somebody left with a report is found by that of their account.
    erase: [
      `UPDATE reports SET contact = NULL WHERE EXISTS (SELECT FROM unnest(known_contacts) AS known
        WHERE position(known IN lower(regexp_replace(contact, '[[:space:]-]', '', 'g'))) > 0)`,
    ],
    kept: {
      names: { 'zh-CN': '处理后 1 年', en: '1 year after they are closed' },
      outdated: "closed_at < now() - interval '1 year'",
    },
  },
];
