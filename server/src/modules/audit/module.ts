import type { Module } from '../../module.ts';
import { publicKeyOf } from './checkpoints.ts';
import { auditPersonal } from './personal.ts';
import { auditRoutes } from './routes.ts';

export const audit: Module = {
  name: 'audit',
  personal: auditPersonal,
  serve: ({ database, keys, config: { checkpointsFile } }) => ({
    routes: auditRoutes({ database, keys, publicKey: publicKeyOf(keys), checkpointsFile }),
  }),
};
