import type { WebModule } from '../../things/registry.ts';

export const module: WebModule = {
  pages: [{ name: 'supply', path: 'supply/:id(\\d{6})?', component: () => import('./CoveragePage.vue') }],
  slots: { menu: () => import('./CoverageLink.vue') },
};
