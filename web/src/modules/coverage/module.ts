import { ChartNoAxesColumn } from '@lucide/vue';
import type { WebModule } from '../../things/registry.ts';

export const module: WebModule = {
  entries: [
    {
      as: 'layer',
      name: 'supply',
      path: 'supply/:id(\\d{6})?',
      names: { 'zh-CN': '各地供给', en: 'Supply by area' },
      hints: { 'zh-CN': '各市县每万人有多少可学的', en: 'How much there is to learn per 10,000 residents' },
      icon: ChartNoAxesColumn,
      rank: 3,
      component: () => import('./door.ts'),
    },
  ],
};
