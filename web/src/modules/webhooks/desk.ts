import { Webhook } from '@lucide/vue';
import type { DeskPart } from '../../things/desk-part.ts';

export const desk: readonly DeskPart[] = [
  {
    name: 'webhooks',
    needs: 'sources.change',
    names: { 'zh-CN': '变更通知', en: 'Webhooks' },
    hints: {
      'zh-CN': '地图上一有变化，就告诉别的系统',
      en: 'Other systems are told as soon as something on the map changes',
    },
    icon: Webhook,
    rank: 5,
    component: () => import('./WebhooksPage.vue'),
  },
];
