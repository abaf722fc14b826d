import type { Module } from '../../module.ts';
import { vocabulariesRoutes } from './routes.ts';

export const vocabularies: Module = {
  name: 'vocabularies',
  serve: ({ database }) => ({ routes: vocabulariesRoutes(database) }),
};
