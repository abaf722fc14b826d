import { UsersRound } from '@lucide/vue';
import type { DeskPart } from '../../things/desk-part.ts';

const names = { 'zh-CN': '账号管理', en: 'Accounts of others' };

export const desk: readonly DeskPart[] = [
  {
    name: 'accounts',
    needs: 'accounts.read',
    names,
    hints: {
      'zh-CN': '查账号；号码平时只显示一部分，谁看过本人都知道',
      en: 'Look up accounts; numbers are shown in part, and their owners see who looked',
    },
    icon: UsersRound,
    rank: 2,
    component: () => import('./AccountsPage.vue'),
  },
];
