import type { Module } from '../../module.ts';
import { institutionTreeRoutes } from './routes.ts';

export const institutionTree: Module = {
  name: 'institution-tree',
  serve: (parts) => ({ routes: institutionTreeRoutes(parts) }),
};
