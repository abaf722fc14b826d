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
    // A number or name that stands in a report is found by that of the account, however it was written.
    erase: [
      `UPDATE reports SET body = (SELECT regexp_replace(body, string_agg(p.pattern, '|'), '…', 'gi') FROM (
          SELECT (SELECT string_agg(CASE WHEN sign ~ '[[:alnum:]]' THEN sign ELSE '\\\\' || sign END, '[[:space:]-]*' ORDER BY n)
            FROM regexp_split_to_table(known, '') WITH ORDINALITY AS s(sign, n)) AS pattern FROM unnest(known_contacts) AS known) p)
        WHERE body <> '' AND cardinality(known_contacts) > 0`,
      `UPDATE reports SET contact = NULL WHERE EXISTS (SELECT FROM unnest(known_contacts) AS known
        WHERE position(known IN lower(regexp_replace(contact, '[[:space:]-]', '', 'g'))) > 0)`,
    ],
    kept: {
      names: { 'zh-CN': '处理后 1 年', en: '1 year after they are closed' },
      outdated: "closed_at < now() - interval '1 year'",
    },
  },
];
