import type { Module } from '../../module.ts';
import { understandingRoutes } from './routes.ts';

export const understanding: Module = {
  name: 'understanding',
  serve: (parts) => ({ routes: understandingRoutes(parts) }),
};
