import type { WebModule } from '../../things/registry.ts';

export const module: WebModule = {
  desk: { name: 'pin', path: 'pin/:id([0-9a-f-]{36})?', component: () => import('./door.ts') },
  slots: {
    listTools: () => import('./PinTool.vue'),
    thingEnd: () => import('./PinActions.vue'),
    background: () => import('./map-hold.ts'),
  },
};
