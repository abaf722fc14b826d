import type { PersonalTable } from '../../module.ts';
import { GOOD_UNTIL } from '../../contract/words/personal.ts';

export const passkeysPersonal: readonly PersonalTable[] = [
  {
    table: 'passkey_challenges',
    names: { 'zh-CN': '等待通行密钥的登录', en: 'Waits for a passkey' },
    why: { 'zh-CN': '核对通行密钥，一次有效', en: 'To check a passkey once' },
    rows: 'account_id = of_account',
    told: { expires_at: GOOD_UNTIL },
    kept: { names: { 'zh-CN': '5 分钟后 1 天内', en: 'Up to 1 day after 5 minutes' }, outdated: 'expires_at < now()' },
  },
];
