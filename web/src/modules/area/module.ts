import { LassoSelect } from '@lucide/vue';
import type { WebModule } from '../../things/registry.ts';

export const module: WebModule = {
  entries: [
    {
      as: 'layer',
      name: 'area',
      path: 'area',
      names: { 'zh-CN': '画一个范围', en: 'Draw an area' },
      hints: { 'zh-CN': '只看圈起来的地方', en: 'See only what lies within it' },
      icon: LassoSelect,
      rank: 2,
      component: () => import('./AreaPage.vue'),
    },
  ],
  slots: { background: () => import('./filter-area.ts') },
};
