import type { PersonalTable } from '../../module.ts';
import { FOR_GOOD, TIME } from '../../contract/words/personal.ts';

export const freshnessPersonal: readonly PersonalTable[] = [
  {
    table: 'confirmations',
    names: { 'zh-CN': '确认内容仍然正确', en: 'What you confirmed as still right' },
    why: { 'zh-CN': '查明是谁确认的', en: 'To tell who confirmed it' },
    rows: 'by_account = of_account',
    told: { made_at: TIME },
    erase: ['UPDATE confirmations SET by_account = NULL WHERE by_account = of_account'],
    kept: FOR_GOOD,
  },
  {
    table: 'freshness_questions',
    names: { 'zh-CN': '“仍然正确吗”的提问', en: 'Questions whether it is still right' },
    why: { 'zh-CN': '请作者确认，每次只问一遍', en: 'To ask authors, and each time once' },
    rows: 'account_id = of_account',
    told: {
      asked_at: TIME,
      answered_at: { names: { 'zh-CN': '回答时间', en: 'Answered at' } },
    },
    kept: {
      names: { 'zh-CN': '2 年', en: '2 years' },
      outdated: "asked_at < now() - interval '2 years'",
    },
  },
  {
    table: 'freshness_messages',
    names: { 'zh-CN': '提问消息', en: 'Messages with such questions' },
    why: { 'zh-CN': '一天最多发一条', en: 'To send at most one a day' },
    rows: 'account_id = of_account',
    told: { day: { names: { 'zh-CN': '日期', en: 'Day' } } },
    kept: { names: { 'zh-CN': '30 天', en: '30 days' }, outdated: "day < now() - interval '30 days'" },
  },
];
