import type { Module } from '../../module.ts';
import { reportsPersonal } from './personal.ts';
import { reportsRoutes } from './routes.ts';

export const reports: Module = {
  name: 'reports',
  personal: reportsPersonal,
  serve: (parts) => ({ routes: reportsRoutes(parts) }),
};
