import type { PersonalTable } from '../../module.ts';

export const placingPersonal: readonly PersonalTable[] = [
  {
    table: 'not_same_things',
    names: { 'zh-CN': '不是重复的条目', en: 'Things that are not the same' },
    why: { 'zh-CN': '不再重复询问；只记编号', en: 'To ask once; holds ids' },
    rows: 'said_by = of_account',
    told: { said_at: { names: { 'zh-CN': '时间', en: 'Time' } } },
    erase: [],
    kept: { names: { 'zh-CN': '长期', en: 'For good' } },
  },
];
