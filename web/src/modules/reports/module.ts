import type { WebModule } from '../../things/registry.ts';

export const module: WebModule = {
  entries: [
    {
      as: 'mark',
      slot: 'thingEnd',
      names: { 'zh-CN': '信息有误', en: 'Report a mistake' },
      component: () => import('./ReportAction.vue'),
    },
  ],
};
