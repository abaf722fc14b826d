import { CalendarDays } from '@lucide/vue';
import type { WebModule } from '../../things/registry.ts';

export const module: WebModule = {
  entries: [
    {
      as: 'page',
      tab: 'me',
      name: 'enrolments',
      path: 'enrolments',
      names: { 'zh-CN': '我的报名', en: 'My enrolments' },
      icon: CalendarDays,
      rank: 3,
      component: () => import('./door.ts'),
      note: () => import('./note-door.ts'),
    },
  ],
};
