import type { Module } from '../../module.ts';
import { passkeysPersonal } from './personal.ts';
import { passkeysRoutes } from './routes.ts';

export const passkeys: Module = {
  name: 'passkeys',
  personal: passkeysPersonal,
  serve: ({ database, keys }) => ({ routes: passkeysRoutes({ database, keys }) }),
};
