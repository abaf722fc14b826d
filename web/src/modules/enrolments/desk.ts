import { ClipboardList } from '@lucide/vue';
import type { DeskPart } from '../../things/desk-part.ts';

export const desk: readonly DeskPart[] = [
  {
    name: 'enrolments',
    needs: 'things.write',
    names: { 'zh-CN': '报名名单', en: 'Who enrolled' },
    hints: {
      'zh-CN': '谁报了名、谁在候补，可以下载和打印',
      en: 'Who has a seat and who waits, to download and to print',
    },
    icon: ClipboardList,
    rank: 1.5,
    component: () => import('./EnrolledPage.vue'),
  },
];
