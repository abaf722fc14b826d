import { ScrollText } from '@lucide/vue';
import type { DeskPart } from '../../things/desk-part.ts';

const names = { 'zh-CN': '审计记录', en: 'The record' };

export const desk: readonly DeskPart[] = [
  {
    name: 'record',
    needs: 'audit.read',
    names,
    hints: {
      'zh-CN': '谁在什么时候做了什么；只能看和导出，不能改',
      en: 'Who did what, and when; to be read and exported, never changed',
    },
    icon: ScrollText,
    rank: 5,
    component: () => import('./RecordPage.vue'),
  },
];
