import type { Module } from '../../module.ts';
import { institutionTreePersonal } from './personal.ts';
import { institutionTreeRoutes } from './routes.ts';

export const institutionTree: Module = {
  name: 'institution-tree',
  personal: institutionTreePersonal,
  serve: (parts) => ({ routes: institutionTreeRoutes(parts) }),
};
