import type { WebModule } from '../../things/registry.ts';

export const module: WebModule = { slots: { moreActions: () => import('./ReadAloud.vue') } };
