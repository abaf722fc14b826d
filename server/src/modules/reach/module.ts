import type { Module } from '../../module.ts';
import { createOsrm } from './osrm.ts';
import { reachRoutes } from './routes.ts';

export const reach: Module = {
  name: 'reach',
  serve: ({ live, config: { routerUrl } }) => ({
    routes: reachRoutes({ live, walking: routerUrl === undefined ? null : createOsrm(routerUrl) }),
  }),
};
