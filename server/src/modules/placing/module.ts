import type { Module, Parts } from '../../module.ts';
import { openPlacing } from './open.ts';
import { placingPersonal } from './personal.ts';
import { placingRoutes } from './routes.ts';
import { checkPlacing } from './settings.ts';

export const placing: Module = {
  name: 'placing',
  check: checkPlacing,
  personal: placingPersonal,
  serve: (parts: Parts) => ({ routes: placingRoutes(openPlacing(parts)) }),
};
