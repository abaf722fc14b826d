import type { WebModule } from '../../things/registry.ts';

export const module: WebModule = {
  rank: 1,
  pages: [{ name: 'saved', path: 'saved', component: () => import('./SavedPage.vue') }],
  slots: {
    menu: () => import('./SavedEntry.vue'),
    thingActions: () => import('./SaveButton.vue'),
    listTools: () => import('./SaveSearch.vue'),
    background: () => import('./FavouritesBackground.vue'),
  },
};
