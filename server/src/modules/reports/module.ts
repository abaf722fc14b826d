import type { Module } from '../../module.ts';
import { reportsRoutes } from './routes.ts';

export const reports: Module = {
  name: 'reports',
  serve: (parts) => ({ routes: reportsRoutes(parts) }),
};
