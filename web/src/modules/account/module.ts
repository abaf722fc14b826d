import { CircleUserRound } from '@lucide/vue';
import type { WebModule } from '../../things/registry.ts';

export const module: WebModule = {
  entries: [
    {
      as: 'page',
      tab: 'me',
      name: 'account',
      path: 'account',
      names: { 'zh-CN': '账号', en: 'Account' },
      hints: { 'zh-CN': '登录后可以报名、收学分；只看不用登录', en: 'To enrol and earn credits; looking needs none' },
      icon: CircleUserRound,
      rank: 2,
      component: () => import('./door.ts'),
      note: () => import('./note-door.ts'),
    },
  ],
};
