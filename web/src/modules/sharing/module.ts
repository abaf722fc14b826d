import type { WebModule } from '../registry.ts';

export const module: WebModule = { slots: { thingActions: () => import('./ShareAction.vue') } };
