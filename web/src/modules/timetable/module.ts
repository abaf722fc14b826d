import { CalendarDays } from '@lucide/vue';
import type { WebModule } from '../../things/registry.ts';

export const module: WebModule = {
  entries: [
    {
      as: 'page',
      tab: 'schedule',
      name: 'timetable',
      path: 'timetable/:id(\\d{4}-\\d{2}-\\d{2})?',
      names: { 'zh-CN': '课表', en: 'Timetable' },
      icon: CalendarDays,
      rank: 1,
      component: () => import('./TimetablePage.vue'),
    },
  ],
};
