import type { PersonalTable } from '../../module.ts';
import { FOR_GOOD, TIME, UNTIL_ITS_KEY } from '../../contract/words/personal.ts';

export const auditPersonal: readonly PersonalTable[] = [
  {
    table: 'acts_done',
    names: { 'zh-CN': '最近提交的结果', en: 'Answers to recent writes' },
    why: { 'zh-CN': '网络中断时重发不会办两次', en: 'A write sent again is done once' },
    rows: "actor IN (SELECT 'account:' || a.id FROM accounts a WHERE of_account IN (a.id, a.merged_into))",
    told: { made_at: TIME },
    kept: { names: { 'zh-CN': '2 天', en: '2 days' }, outdated: "made_at < now() - interval '2 days'" },
  },
  {
    table: 'record_keys',
    names: { 'zh-CN': '操作记录里的说明', en: 'What staff wrote of the account' },
    why: { 'zh-CN': '工作人员为什么看过、改过；加密保存', en: 'Why staff saw or changed it; sealed' },
    rows: 'account_id IN (SELECT a.id FROM accounts a WHERE of_account IN (a.id, a.merged_into))',
    told: {},
    kept: UNTIL_ITS_KEY,
  },
  {
    table: 'audit',
    names: { 'zh-CN': '操作记录', en: 'Record of acts' },
    why: {
      'zh-CN': '查明谁做了什么；只记编号，不记个人信息',
      en: 'To tell who did what; holds ids and no personal values',
    },
    rows: "actor = 'account:' || of_account OR subject = 'account:' || of_account OR on_behalf_of = 'person:' || of_person",
    told: {
      at: { names: { 'zh-CN': '时间', en: 'Time' }, sql: 'to_timestamp(at_ms / 1000.0)' },
      action: { names: { 'zh-CN': '事项', en: 'Act' } },
      subject: { names: { 'zh-CN': '对象', en: 'Subject' } },
    },
    erase: [],
    kept: FOR_GOOD,
  },
];
