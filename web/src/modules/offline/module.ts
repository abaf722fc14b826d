import type { WebModule } from '../registry.ts';

export const module: WebModule = {
  slots: {
    background: () => import('./OfflineBackground.vue'),
    mapTools: () => import('./MapKeptNote.vue'),
    thingActions: () => import('./ThingKeptNote.vue'),
    menu: () => import('./InstallEntry.vue'),
  },
};
