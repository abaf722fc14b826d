import type { Module } from '../../module.ts';
import { pinsPersonal } from './personal.ts';
import { publishDue } from './publish-due.ts';
import { pinsRoutes } from './routes.ts';

export const pins: Module = {
  name: 'pins',
  personal: pinsPersonal,
  jobs: [publishDue],
  serve: (parts) => ({ routes: pinsRoutes(parts) }),
};
