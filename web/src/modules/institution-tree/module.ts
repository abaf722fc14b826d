import { ListTree } from '@lucide/vue';
import type { WebModule } from '../../things/registry.ts';

export const module: WebModule = {
  entries: [
    {
      as: 'page',
      tab: 'me',
      name: 'tree',
      path: 'tree/:id([0-9a-z@-]{1,40})?',
      names: { 'zh-CN': '机构体系', en: 'Institution tree' },
      hints: { 'zh-CN': '从省到村，谁办学、归谁管', en: 'From the province to the village: who belongs to whom' },
      icon: ListTree,
      rank: 6,
      component: () => import('./door.ts'),
    },
  ],
};
