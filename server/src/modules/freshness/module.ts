import type { Module } from '../../module.ts';
import { askAuthors } from './ask-authors.ts';
import { hideOutdated } from './hide-outdated.ts';
import { freshnessPersonal } from './personal.ts';
import { answerLink, freshnessRoutes } from './routes.ts';

/** Who confirmed what, and what becomes of what nobody does. */
export const freshness: Module = {
  name: 'freshness',
  personal: freshnessPersonal,
  jobs: [hideOutdated, askAuthors],
  serve: ({ database, pages, config }) => ({
    routes: freshnessRoutes({ database }),
    mounts: [{ path: '/still-right', answer: answerLink({ database, pages, ownOrigin: config.publicOrigin ?? null }) }],
  }),
};
