import type { Module } from '../../module.ts';
import { authorityPersonal } from './personal.ts';
import { authorityRoutes } from './routes.ts';

export const authority: Module = {
  name: 'authority',
  personal: authorityPersonal,
  serve: (parts) => ({ routes: authorityRoutes(parts) }),
};
