import type { WebModule } from '../../things/registry.ts';

export const module: WebModule = { rank: 6, slots: { listTools: () => import('./PrintLink.vue') } };
