import type { PersonalTable } from '../../module.ts';
import { GOOD_UNTIL } from '../../contract/words/personal.ts';

export const signOnPersonal: readonly PersonalTable[] = [
  {
    table: 'sign_ons',
    names: { 'zh-CN': '正在去其他平台的登录', en: 'Sign-ins on their way to other platforms' },
    why: { 'zh-CN': '认出从其他平台回来的人，一次有效', en: 'To know who comes back from another platform, once' },
    rows: 'session_id IN (SELECT s.id FROM sessions s WHERE s.account_id = of_account)',
    told: {
      provider: { names: { 'zh-CN': '平台', en: 'Platform' } },
      expires_at: GOOD_UNTIL,
    },
    kept: {
      names: { 'zh-CN': '10 分钟后 1 天内', en: 'Up to 1 day after 10 minutes' },
      outdated: 'expires_at < now()',
    },
  },
];
