import type { Module } from '../../module.ts';
import { cataloguePages } from './catalogue.ts';
import { openDataRoutes } from './routes.ts';

export const openData: Module = {
  name: 'open-data',
  serve: (parts) => ({ routes: openDataRoutes(parts), pages: cataloguePages(parts) }),
};
