import type { WebModule } from '../../things/registry.ts';

export const module: WebModule = {
  desk: { name: 'queue-map', path: 'queue-map/:id([0-9a-z@-]{1,220})?', component: () => import('./door.ts') },
};
