import { NotebookPen } from '@lucide/vue';
import type { DeskPart } from '../../things/desk-part.ts';

export const desk: readonly DeskPart[] = [
  {
    name: 'pins',
    needs: 'things.write',
    names: { 'zh-CN': '我发布的', en: 'What I publish' },
    hints: {
      'zh-CN': '草稿、等待审核的、被退回的和已经公开的',
      en: 'Drafts, what waits for review, what came back and what is public',
    },
    icon: NotebookPen,
    rank: 1,
    component: () => import('./MyPinsPage.vue'),
  },
];
