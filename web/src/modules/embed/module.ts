import type { WebModule } from '../../things/registry.ts';

export const module: WebModule = {
  rank: 9,
  pages: [{ name: 'embed', path: 'embed', component: () => import('./EmbedPage.vue'), bare: true }],
  slots: { menu: () => import('./EmbedEntry.vue'), background: () => import('./EmbedHost.vue') },
};
