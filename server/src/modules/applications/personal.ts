import type { PersonalTable } from '../../module.ts';
import { TIME } from '../../contract/words/personal.ts';

const application = { names: { 'zh-CN': '应用', en: 'Application' }, sql: 'application_id' };

export const applicationsPersonal: readonly PersonalTable[] = [
  {
    table: 'application_sessions',
    names: { 'zh-CN': '在应用里的登录', en: 'Sign-ins to applications' },
    why: { 'zh-CN': '退出时一起退出', en: 'To sign out of them too' },
    rows: 'account_id = of_account',
    told: { application_id: application },
    kept: { names: { 'zh-CN': '到退出', en: 'Until one signs out' } },
  },
  {
    table: 'application_connections',
    names: { 'zh-CN': '已同意的应用', en: 'Applications that were agreed to' },
    why: { 'zh-CN': '只给应用您同意的内容', en: 'To tell applications what was agreed to alone' },
    rows: 'account_id = of_account',
    told: {
      application_id: application,
      scopes: { names: { 'zh-CN': '内容', en: 'What' } },
      given_at: { names: { 'zh-CN': '同意于', en: 'Agreed' } },
      used_at: { names: { 'zh-CN': '最近使用', en: 'Last used' } },
    },
    kept: { names: { 'zh-CN': '到取消同意', en: 'Until it is taken back' } },
  },
  {
    table: 'application_sign_outs',
    names: { 'zh-CN': '还没通知应用的退出', en: 'Signing out that applications are to be told' },
    why: { 'zh-CN': '告诉应用您已退出', en: 'To tell applications' },
    rows: 'account = of_account',
    told: { application_id: application, made_at: TIME },
    // They are told after the account is gone too.
    erase: [],
    kept: {
      names: { 'zh-CN': '通知后，至多 7 天', en: 'Until they are told, at most 7 days' },
      outdated: "made_at < now() - interval '7 days'",
    },
  },
];
