import type { WebModule } from '../../things/registry.ts';

export const module: WebModule = {
  rank: 2,
  pages: [{ name: 'reach', path: 'reach/:id(5|10|15|20|30)?', component: () => import('./IsochronePage.vue') }],
  slots: { mapTools: () => import('./IsochroneTool.vue'), menu: () => import('./IsochroneLink.vue') },
};
