import type { WebModule } from '../../things/registry.ts';

export const module: WebModule = {
  entries: [
    {
      as: 'mark',
      slot: 'listTools',
      names: { 'zh-CN': '打印清单', en: 'Print the list' },
      rank: 6,
      component: () => import('./PrintLink.vue'),
    },
  ],
};
