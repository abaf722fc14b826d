import type { WebModule } from '../../things/registry.ts';

export const module: WebModule = {
  desk: { tab: 'me', name: 'desk', path: 'desk/:id([0-9a-z@-]{1,220})?', component: () => import('./door.ts') },
};
