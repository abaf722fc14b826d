import type { WebModule } from '../registry.ts';

export const module: WebModule = { slots: { moreActions: () => import('./ReadAloud.vue') } };
