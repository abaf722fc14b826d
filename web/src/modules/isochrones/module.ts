import { Footprints } from '@lucide/vue';
import type { WebModule } from '../../things/registry.ts';

export const module: WebModule = {
  entries: [
    {
      as: 'layer',
      name: 'reach',
      path: 'reach/:id(5|10|15|20|30)?',
      names: { 'zh-CN': '15 分钟学习圈', en: '15-minute learning circle' },
      hints: { 'zh-CN': '走路就到的地方有什么可学', en: 'What there is to learn within a walk' },
      icon: Footprints,
      rank: 1,
      component: () => import('./door.ts'),
    },
  ],
};
