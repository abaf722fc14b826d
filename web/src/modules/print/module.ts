import type { WebModule } from '../registry.ts';

export const module: WebModule = { rank: 6, slots: { listTools: () => import('./PrintLink.vue') } };
