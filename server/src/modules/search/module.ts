import type { Module } from '../../module.ts';
import { prepareNames } from './names.ts';
import { searchRoutes } from './routes.ts';

export const search: Module = {
  name: 'search',
  serve: (parts) => {
    // Nobody is to wait for them at the first letter typed.
    void prepareNames(parts.live.current);
    return { routes: searchRoutes(parts) };
  },
};
