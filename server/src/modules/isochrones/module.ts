import type { Module } from '../../module.ts';
import { createOsrm } from './osrm.ts';
import { isochroneRoutes } from './routes.ts';

export const isochrones: Module = {
  name: 'isochrones',
  serve: ({ live, config: { routerUrl } }) => ({
    routes: isochroneRoutes({ live, walking: routerUrl === undefined ? null : createOsrm(routerUrl) }),
  }),
};
