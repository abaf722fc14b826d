import type { WebModule } from '../registry.ts';

export const module: WebModule = {
  pages: [{ name: 'area', path: 'area', component: () => import('./AreaPage.vue') }],
  slots: {
    mapTools: () => import('./AreaTool.vue'),
    menu: () => import('./AreaLink.vue'),
    background: async () => ({ default: (await import('./filter-area.ts')).FilterArea }),
  },
};
