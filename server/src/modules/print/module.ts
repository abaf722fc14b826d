import type { Module } from '../../module.ts';
import { printPages } from './routes.ts';

export const print: Module = { name: 'print', serve: (parts) => ({ pages: printPages(parts) }) };
