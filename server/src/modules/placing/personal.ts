import type { PersonalTable } from '../../module.ts';
import { FOR_GOOD, TIME } from '../../contract/words/personal.ts';

export const placingPersonal: readonly PersonalTable[] = [
  {
    table: 'not_same_things',
    names: { 'zh-CN': '不是重复的条目', en: 'Things that are not the same' },
    why: { 'zh-CN': '不再重复询问；只记编号', en: 'To ask once; holds ids' },
    rows: 'said_by = of_account',
    told: { said_at: TIME },
    erase: [],
    kept: FOR_GOOD,
  },
];
