import type { WebModule } from '../../things/registry.ts';

export const module: WebModule = {
  rank: 4,
  pages: [{ name: 'area', path: 'area', component: () => import('./AreaPage.vue') }],
  slots: {
    mapTools: () => import('./AreaTool.vue'),
    menu: () => import('./AreaLink.vue'),
    background: () => import('./filter-area.ts'),
  },
};
