import type { WebModule } from '../../things/registry.ts';

export const module: WebModule = {
  desk: { name: 'sources', path: 'sources/:id([0-9a-z@_-]{1,80})?', component: () => import('./door.ts') },
};
