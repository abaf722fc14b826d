import type { PersonalTable } from '../../module.ts';
import { TIME } from '../../contract/words/personal.ts';

const year = { 'zh-CN': '1 年', en: '1 year' };

export const messagesPersonal: readonly PersonalTable[] = [
  {
    table: 'messages',
    names: { 'zh-CN': '消息', en: 'Messages' },
    why: { 'zh-CN': '告诉您报名的变化', en: 'To tell you what changes of what you enrolled in' },
    rows: 'account_id = of_account OR about = of_person',
    told: {
      kind: { names: { 'zh-CN': '事由', en: 'About' } },
      title: { names: { 'zh-CN': '名称', en: 'Title' }, sql: "facts->>'title'" },
      made_at: TIME,
      read_at: { names: { 'zh-CN': '看过', en: 'Read' } },
    },
    erase: ['DELETE FROM messages WHERE account_id = of_account OR about = of_person'],
    kept: { names: year, outdated: "made_at < now() - interval '1 year'" },
  },
  {
    table: 'message_texts',
    names: { 'zh-CN': '消息发出的短信', en: 'Texts sent with messages' },
    why: { 'zh-CN': '不重复发送', en: 'To send nothing twice' },
    rows: 'message_id IN (SELECT id FROM messages WHERE account_id = of_account)',
    told: { state: { names: { 'zh-CN': '状态', en: 'State' } } },
    erase: [],
    kept: { names: year },
  },
];
