import type { Module } from '../../module.ts';
import { coverageRoutes } from './routes.ts';

export const coverage: Module = { name: 'coverage', serve: (parts) => ({ routes: coverageRoutes(parts) }) };
