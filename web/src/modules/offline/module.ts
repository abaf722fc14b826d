import type { WebModule } from '../../things/registry.ts';

export const module: WebModule = {
  rank: 8,
  slots: {
    background: () => import('./OfflineBackground.vue'),
    mapTools: () => import('./MapKeptNote.vue'),
    thingActions: () => import('./ThingKeptNote.vue'),
    countNotes: () => import('./KeptNote.vue'),
    menu: () => import('./InstallEntry.vue'),
  },
};
