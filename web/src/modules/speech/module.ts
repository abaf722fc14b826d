import type { WebModule } from '../../things/registry.ts';

export const module: WebModule = {
  entries: [
    {
      as: 'mark',
      slot: 'moreActions',
      names: { 'zh-CN': '朗读', en: 'Read aloud' },
      component: () => import('./ReadAloud.vue'),
    },
  ],
};
