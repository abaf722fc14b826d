import { CalendarClock } from '@lucide/vue';
import type { DeskPart } from '../../things/desk-part.ts';

export const desk: readonly DeskPart[] = [
  {
    name: 'freshness',
    needs: 'things.review',
    names: { 'zh-CN': '久未确认', en: 'Not confirmed for long' },
    hints: {
      'zh-CN': '各区县有多少内容很久没有人确认，可以逐条确认',
      en: 'How much nobody has confirmed for long, by county, to be confirmed one by one',
    },
    icon: CalendarClock,
    rank: 3,
    component: () => import('./FreshnessPage.vue'),
  },
];
