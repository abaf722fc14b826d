import { CopyCheck, GitBranch } from '@lucide/vue';
import type { DeskPart } from '../../things/desk-part.ts';

const tree = { 'zh-CN': '机构变更', en: 'Changes of institutions' };
const duplicates = { 'zh-CN': '重复机构', en: 'Institutions there twice' };

export const desk: readonly DeskPart[] = [
  {
    name: 'tree',
    needs: 'tree.change',
    names: tree,
    hints: {
      'zh-CN': '改名、调整隶属、开办、停办、合并、拆分；先看影响，再办理，可以撤销',
      en: 'Rename, move, open, close, merge, split: see the effects first; it can be undone',
    },
    icon: GitBranch,
    rank: 3,
    component: () => import('./ActsPage.vue'),
  },
  {
    name: 'duplicates',
    needs: 'tree.review',
    names: duplicates,
    hints: {
      'zh-CN': '可能登记了两次的机构，逐对核对',
      en: 'Institutions that may be there twice, pair by pair',
    },
    icon: CopyCheck,
    rank: 4,
    component: () => import('./DuplicatesPage.vue'),
  },
];
