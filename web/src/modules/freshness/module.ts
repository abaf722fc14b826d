import type { WebModule } from '../../things/registry.ts';

export const module: WebModule = {
  desk: { name: 'freshness', path: 'freshness/:id([0-9a-z]{1,12})?', component: () => import('./door.ts') },
};
