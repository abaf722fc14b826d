import type { WebModule } from '../../things/registry.ts';

export const module: WebModule = {
  desk: { name: 'freshness', path: 'freshness/:id?', component: () => import('./door.ts') },
};
