import type { Module } from '../../module.ts';
import { findPages } from './routes.ts';

export const find: Module = { name: 'find', serve: (parts) => ({ pages: findPages(parts) }) };
