import type { PageRoute } from '../../html/page.ts';
import type { PublicPages } from '../../html/public-pages.ts';
import { fronted } from '../../http/bind.ts';
import { keepBrowser, readSessionCookie } from '../../http/cookies.ts';
import { route } from '../../http/route.ts';
import { renderWayIn } from './page.ts';
import * as endpoints from './schema.ts';
import {
  answerConsent,
  disconnect,
  getConsent,
  listConnections,
  toConsentToken,
  type ApplicationParts,
} from './service.ts';

export const applicationsRoutes = (parts: ApplicationParts) => [
  route(endpoints.getConsent, ({ params }, context) => getConsent(parts, context, params.consent)),
  route(endpoints.answerConsent, async ({ params, body }, context) => ({
    url: await answerConsent(parts, context, context.session!, { ...params, ...body }),
  })),
  route(endpoints.listConnectedApplications, async (_, { actor, lang }) => ({
    applications: await listConnections(parts, actor, lang),
  })),
  route(endpoints.disconnectApplication, async ({ params }, context) => {
    await disconnect(parts, context, context.session!, params.application);
    return { done: true };
  }),
];

export const wayIn = (pages: PublicPages): PageRoute => ({
  path: '/consent/:consent',
  localised: false,
  run: ({ lang }) => Promise.resolve({ body: renderWayIn(pages.words(lang)) }),
});

/** In the browser that an application sent here. */
export const keepConsent =
  ({ keys }: Pick<ApplicationParts, 'keys'>) =>
  (response: Appending, consent: string): void =>
    void response.appendHeader('Set-Cookie', keepBrowser(toConsentToken(keys, consent)));

interface Appending {
  appendHeader(name: string, value: string): unknown;
}

export const noteFault = (request: object, cause: unknown): void => fronted.get(request)?.log(cause);

export const readSession = ({ headers }: { headers: { cookie?: string | undefined } }): string | null =>
  readSessionCookie(headers.cookie);
