import { ServerCog } from '@lucide/vue';
import type { DeskPart } from '../../things/desk-part.ts';

const names = { 'zh-CN': '后台任务', en: 'Work in the background' };

export const desk: readonly DeskPart[] = [
  {
    name: 'jobs',
    needs: 'jobs.read',
    names,
    hints: {
      'zh-CN': '没有办成的排在前面，可以再试',
      en: 'What did not succeed comes first and can be tried again',
    },
    icon: ServerCog,
    rank: 6,
    component: () => import('./JobsPage.vue'),
  },
];
