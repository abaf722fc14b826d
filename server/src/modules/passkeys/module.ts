import type { Module } from '../../module.ts';
import { passkeysRoutes } from './routes.ts';

export const passkeys: Module = {
  name: 'passkeys',
  serve: ({ database, keys }) => ({ routes: passkeysRoutes({ database, keys }) }),
};
