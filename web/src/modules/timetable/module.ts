import type { WebModule } from '../../things/registry.ts';

export const module: WebModule = {
  rank: 3,
  pages: [
    {
      name: 'timetable',
      path: 'timetable/:id(\\d{4}-\\d{2}-\\d{2})?',
      component: () => import('./TimetablePage.vue'),
    },
  ],
  slots: { listTools: () => import('./TimetableLink.vue') },
};
