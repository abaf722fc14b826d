import type { WebModule } from '../../things/registry.ts';

export const module: WebModule = { slots: { thingActions: () => import('./ShareAction.vue') } };
