import type { Module } from '../../module.ts';
import { backgroundJobs } from './background.ts';
import { issuerOf, MOUNTED_AT } from './issuer.ts';
import { createMounted } from './mounted.ts';
import { renderWrong } from './page.ts';
import { applicationsPersonal } from './personal.ts';
import { applicationsRoutes, keepConsent, noteFault, readSession, wayIn } from './routes.ts';

export const applications: Module = {
  name: 'applications',
  personal: applicationsPersonal,
  serve: ({ database, keys, config, origin, pages }) => {
    const mounted = createMounted(
      { database, keys, issuer: issuerOf({ config, origin }) },
      (lang) => renderWrong(pages.words(lang)),
      { consent: keepConsent({ keys }), fault: noteFault, session: readSession },
    );
    return {
      routes: applicationsRoutes({ database, keys, provider: () => mounted.provider() }),
      pages: [wayIn(pages)],
      mounts: [{ path: MOUNTED_AT, answer: (request, response) => mounted.answer(request, response) }],
    };
  },
  jobs: backgroundJobs,
};
