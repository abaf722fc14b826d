import { Rss } from '@lucide/vue';
import type { DeskPart } from '../../things/desk-part.ts';

export const desk: readonly DeskPart[] = [
  {
    name: 'sources',
    needs: 'sources.read',
    names: { 'zh-CN': '数据来源', en: 'Sources' },
    hints: {
      'zh-CN': '别的系统里的活动自动进来：先看清楚会带来什么，再开始',
      en: 'What other systems offer comes in by itself: first see what it would bring, then begin',
    },
    icon: Rss,
    rank: 4,
    layer: 'sources',
    component: () => import('./SourcesPage.vue'),
  },
];
