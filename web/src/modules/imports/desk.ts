import { FileSpreadsheet } from '@lucide/vue';
import type { DeskPart } from '../../things/desk-part.ts';

export const desk: readonly DeskPart[] = [
  {
    name: 'imports',
    needs: 'things.write',
    names: { 'zh-CN': '从表格导入', en: 'Import a table' },
    hints: {
      'zh-CN': '一次写进许多条：先检查每一行，再写入；可以整批撤销',
      en: 'Many entries at once: every row is checked first, then written; all of it can be undone',
    },
    icon: FileSpreadsheet,
    rank: 2,
    component: () => import('./ImportsPage.vue'),
  },
];
