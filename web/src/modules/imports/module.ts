import type { WebModule } from '../../things/registry.ts';

export const module: WebModule = {
  desk: { name: 'imports', path: 'imports/:id([0-9a-z@-]{1,60})?', component: () => import('./door.ts') },
};
