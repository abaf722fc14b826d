import type { Module } from '../../module.ts';
import { keepPrivacy } from './keeping.ts';
import { privacyRoutes } from './routes.ts';

export const privacy: Module = {
  name: 'privacy',
  serve: (parts) => ({ routes: privacyRoutes(parts) }),
  jobs: [keepPrivacy],
};
