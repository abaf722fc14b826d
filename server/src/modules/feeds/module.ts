import type { Module } from '../../module.ts';
import { feedsRoutes } from './routes.ts';

export const feeds: Module = { name: 'feeds', serve: (parts) => ({ routes: feedsRoutes(parts) }) };
