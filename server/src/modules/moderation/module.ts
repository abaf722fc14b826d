import type { Module } from '../../module.ts';
import { moderationRoutes } from './routes.ts';

export const moderation: Module = {
  name: 'moderation',
  serve: ({ database }) => ({ routes: moderationRoutes(database) }),
};
