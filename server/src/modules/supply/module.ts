import type { Module } from '../../module.ts';
import { supplyRoutes } from './routes.ts';

export const supply: Module = { name: 'supply', serve: (parts) => ({ routes: supplyRoutes(parts) }) };
