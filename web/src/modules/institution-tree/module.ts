import { ListTree } from '@lucide/vue';
import type { WebModule } from '../../things/registry.ts';

export const module: WebModule = {
  entries: [
    {
      as: 'page',
      tab: 'me',
      name: 'tree',
      path: 'tree/:id((?:\\d{1,16}|area-\\d{6}(?:\\d{3})?)?(?:@\\d{4}-\\d{2}-\\d{2})?)?',
      names: { 'zh-CN': '机构体系', en: 'Institution tree' },
      hints: { 'zh-CN': '从省到村，谁办学、归谁管', en: 'From the province to the village: who belongs to whom' },
      icon: ListTree,
      rank: 6,
      component: () => import('./TreePage.vue'),
    },
  ],
};
