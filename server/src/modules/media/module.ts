import type { Module } from '../../module.ts';
import { openMedia, removeUnnamed } from './opening.ts';
import { mediaPersonal } from './personal.ts';
import { mediaRoutes } from './routes.ts';

export const media: Module = {
  name: 'media',
  personal: mediaPersonal,
  jobs: [removeUnnamed],
  serve: ({ database, config, announcer }) => {
    const { parts, pictures } = openMedia({ database, config });
    announcer.onChange(() => pictures.forget());
    return { routes: mediaRoutes(parts, pictures) };
  },
};
