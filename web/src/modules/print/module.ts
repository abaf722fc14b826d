import type { WebModule } from '../registry.ts';

export const module: WebModule = { slots: { listTools: () => import('./PrintLink.vue') } };
