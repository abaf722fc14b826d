import type { Module } from '../../module.ts';
import { searchRoutes } from './routes.ts';

export const search: Module = { name: 'search', serve: (parts) => ({ routes: searchRoutes(parts) }) };
