import type { Module } from '../../module.ts';
import { publicKeyOf } from './checkpoints.ts';
import { auditRoutes } from './routes.ts';

export const audit: Module = {
  name: 'audit',
  serve: ({ database, keys, config: { checkpointsFile } }) => ({
    routes: auditRoutes({ database, publicKey: publicKeyOf(keys), checkpointsFile }),
  }),
};
