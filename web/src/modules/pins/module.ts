import type { WebModule } from '../../things/registry.ts';

/** One part for both places: each import costs the first load. */
const marks = () => import('./marks-door.ts');

export const module: WebModule = {
  desk: { name: 'pin', path: 'pin/:id([0-9a-f-]+)?', component: () => import('./door.ts') },
  slots: { listTools: marks, thingEnd: marks },
};
