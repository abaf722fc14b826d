import type { WebModule } from '../../things/registry.ts';

export const module: WebModule = { slots: { moreActions: () => import('./ReportAction.vue') } };
