import type { Module } from '../../module.ts';
import { removeDone } from './remove-done.ts';
import { jobsRoutes } from './routes.ts';

export const jobs: Module = { name: 'jobs', jobs: [removeDone], serve: (parts) => ({ routes: jobsRoutes(parts) }) };
