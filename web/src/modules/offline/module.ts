import type { WebModule } from '../registry.ts';

export const module: WebModule = {
  rank: 8,
  slots: {
    background: () => import('./OfflineBackground.vue'),
    mapTools: () => import('./MapKeptNote.vue'),
    thingActions: () => import('./ThingKeptNote.vue'),
    menu: () => import('./InstallEntry.vue'),
  },
};
