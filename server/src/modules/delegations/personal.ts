import type { PersonalTable } from '../../module.ts';
import { GOOD_UNTIL, SPAN } from '../../contract/words/personal.ts';

/** Without an account, and with nobody left who acts for them. */
const LEFT_ALONE = `NOT EXISTS (SELECT FROM accounts a WHERE a.person_id = d.principal)
  AND NOT EXISTS (SELECT FROM live_delegations l WHERE l.principal = d.principal AND l.delegate <> of_account)`;

export const delegationsPersonal: readonly PersonalTable[] = [
  {
    table: 'delegation_invitations',
    names: { 'zh-CN': '代办邀请', en: 'Invitations to act for you' },
    why: { 'zh-CN': '请人代办', en: 'To let somebody act for you' },
    rows: 'account_id = of_account',
    told: {
      actions: { names: { 'zh-CN': '事项', en: 'For' } },
      expires_at: GOOD_UNTIL,
    },
    kept: {
      names: { 'zh-CN': '15 分钟后 1 天内', en: 'Up to 1 day after 15 minutes' },
      outdated: 'expires_at < now()',
    },
  },
  {
    table: 'delegations',
    names: { 'zh-CN': '代办', en: 'Acting for others' },
    why: { 'zh-CN': '谁可以替谁办什么', en: 'Who may do what for whom' },
    rows: 'principal = of_person OR delegate = of_account',
    told: {
      principal_name: {
        names: { 'zh-CN': '替谁', en: 'For' },
        sealed: { about: "'delegation:' || principal || ':principal'", person: 'principal' },
      },
      delegate_name: {
        names: { 'zh-CN': '谁来办', en: 'By' },
        sealed: { about: "'delegation:' || principal || ':delegate'", person: 'principal' },
      },
      actions: { names: { 'zh-CN': '事项', en: 'What' } },
      ...SPAN,
      ended_at: { names: { 'zh-CN': '已停止', en: 'Ended' } },
    },
    erase: [
      `UPDATE persons SET data_key = NULL, name = NULL, id_number = NULL, id_number_index = NULL, minor_until = NULL, guardian = NULL,
        verified_at = NULL WHERE id IN (SELECT d.principal FROM delegations d WHERE d.delegate = of_account AND ${LEFT_ALONE})`,
      `UPDATE delegations d SET principal_name = NULL, consent_index = NULL WHERE d.delegate = of_account AND ${LEFT_ALONE}`,
      `UPDATE delegations SET ended_at = coalesce(ended_at, now()), delegate_name = NULL WHERE delegate = of_account`,
      `UPDATE delegations SET ended_at = coalesce(ended_at, now()), principal_name = NULL, delegate_name = NULL, consent_index = NULL
        WHERE principal = of_person`,
    ],
    kept: {
      names: { 'zh-CN': '结束后 3 年', en: '3 years after they end' },
      outdated: "least(coalesce(ended_at, upper(valid)), upper(valid)) < now() - interval '3 years'",
    },
  },
];
