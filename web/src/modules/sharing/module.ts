import type { WebModule } from '../../things/registry.ts';

export const module: WebModule = {
  entries: [
    {
      as: 'mark',
      slot: 'thingActions',
      names: { 'zh-CN': '分享', en: 'Share' },
      component: () => import('./ShareAction.vue'),
    },
  ],
};
