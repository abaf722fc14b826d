import { ClipboardCheck } from '@lucide/vue';
import type { DeskPart } from '../../things/desk-part.ts';

export const desk: readonly DeskPart[] = [
  {
    name: 'queue',
    needs: 'things.review',
    names: { 'zh-CN': '待审', en: 'To review' },
    hints: { 'zh-CN': '等您审核的发布，和居民报告的错误', en: 'What waits for your decision, and reports of mistakes' },
    icon: ClipboardCheck,
    rank: 1,
    layer: 'queue-map',
    component: () => import('./QueuePage.vue'),
  },
];
