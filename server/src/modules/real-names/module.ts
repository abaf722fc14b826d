import type { Module } from '../../module.ts';
import { chooseRegistry } from './registry.ts';
import { realNamesRoutes } from './routes.ts';

export const realNames: Module = {
  name: 'real-names',
  serve: ({ database, keys, config }) => ({
    routes: realNamesRoutes({ database, keys, registry: chooseRegistry(config) }),
  }),
};
