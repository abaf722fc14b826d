import type { Module } from '../../module.ts';
import { ogcPages } from './routes.ts';

export const ogcFeatures: Module = { name: 'ogc-features', serve: (parts) => ({ pages: ogcPages(parts) }) };
