import type { Module } from '../../module.ts';
import { authorityRoutes } from './routes.ts';

export const authority: Module = { name: 'authority', serve: (parts) => ({ routes: authorityRoutes(parts) }) };
