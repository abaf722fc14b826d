import type { PersonalTable } from '../../module.ts';
import { FOR_GOOD, TIME } from '../../contract/words/personal.ts';

/** What is public is the institution's and stays without its author; what never was public goes. */
export const pinsPersonal: readonly PersonalTable[] = [
  {
    table: 'revisions',
    names: { 'zh-CN': '写的活动、课程等', en: 'Activities, courses and more you wrote' },
    why: { 'zh-CN': '发布到地图，并查明是谁写的', en: 'To publish them on the map, and to tell who wrote them' },
    rows: 'author = of_account',
    told: {
      state: { names: { 'zh-CN': '状态', en: 'State' } },
      body: { names: { 'zh-CN': '内容', en: 'What it says' }, sql: 'body::text' },
      saved_at: TIME,
    },
    erase: [
      `UPDATE revisions SET state = 'draft' WHERE author = of_account AND state IN ('submitted', 'approved')`,
      `UPDATE revisions SET state = 'discarded', body = '{}', base = NULL, flags = '{}', author = NULL
        WHERE author = of_account AND state IN ('draft', 'returned')`,
      'UPDATE revisions SET author = NULL WHERE author = of_account',
    ],
    kept: {
      names: { 'zh-CN': '丢弃的草稿 30 天，其余长期', en: 'Discarded drafts 30 days, the rest for good' },
      outdated: "state = 'discarded' AND saved_at < now() - interval '30 days'",
    },
  },
  {
    table: 'decisions',
    names: { 'zh-CN': '审核决定', en: 'Decisions of review' },
    why: { 'zh-CN': '告诉作者结果，并查明是谁决定的', en: 'To tell authors what was decided, and to tell who decided' },
    rows: 'decided_by = of_account',
    told: {
      decision: { names: { 'zh-CN': '决定', en: 'Decision' } },
      reason: { names: { 'zh-CN': '原因', en: 'Reason' } },
      decided_at: TIME,
    },
    erase: ['UPDATE decisions SET decided_by = NULL, reason = NULL WHERE decided_by = of_account'],
    kept: FOR_GOOD,
  },
  {
    table: 'pin_events',
    names: { 'zh-CN': '发布和修改的经过', en: 'History of what was published' },
    why: { 'zh-CN': '查明谁改了什么', en: 'To tell who changed what' },
    rows: 'by_account = of_account',
    told: {
      what: { names: { 'zh-CN': '事项', en: 'What' } },
      reason: { names: { 'zh-CN': '原因', en: 'Reason' } },
      at: TIME,
    },
    erase: ['UPDATE pin_events SET by_account = NULL, reason = NULL WHERE by_account = of_account'],
    kept: FOR_GOOD,
  },
];
