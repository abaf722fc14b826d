import type { Module } from '../../module.ts';
import { understandingRoutes } from './routes.ts';
import { prepare } from './service.ts';

export const understanding: Module = {
  name: 'understanding',
  serve: (parts) => {
    // Nobody is to wait for the words of the first question.
    void prepare(parts);
    return { routes: understandingRoutes(parts) };
  },
};
