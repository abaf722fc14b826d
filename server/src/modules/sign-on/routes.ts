import type { PageRoute } from '../../html/page.ts';
import type { PublicPages } from '../../html/public-pages.ts';
import { route } from '../../http/route.ts';
import { atTheDoor } from '../accounts/at-the-door.ts';
import { keep } from '../accounts/entering.ts';
import { renderWayBack } from './page.ts';
import * as endpoints from './schema.ts';
import {
  begin,
  finish,
  listIdentities,
  listProviders,
  register,
  removeIdentity,
  tellEntered,
  type SignOnParts,
} from './service.ts';

export const signOnRoutes = (parts: SignOnParts) => [
  route(endpoints.listSignOnProviders, (_, { lang }) => Promise.resolve({ providers: listProviders(parts, lang) })),
  route(endpoints.beginSignOn, async ({ params, body }, context) => {
    const { url, browserToken } = await begin(parts, context, { ...params, ...body, toLink: false });
    context.keepBrowser(browserToken);
    return { url };
  }),
  route(endpoints.beginLink, async ({ body }, context) => {
    const { url, browserToken } = await begin(parts, context, { ...body, isShared: false, toLink: true });
    context.keepBrowser(browserToken);
    return { url };
  }),
  route(endpoints.finishSignOn, async ({ params, body }, context) => {
    const finished = await finish(parts, context, { ...params, ...body });
    const { next } = finished;
    if (finished.outcome === 'entered') return { ...tellEntered(keep(context, finished.entered)), next };
    return { outcome: finished.outcome, me: null, secondFactor: null, next };
  }),
  route(endpoints.registerBySignOn, ({ params, body: { isShared, ...body } }, context) =>
    atTheDoor(context, async () =>
      keep(context, await register(parts, { ...context, isShared }, { ...params, ...body })),
    ),
  ),
  route(endpoints.listIdentities, async (_, { actor, lang }) => ({
    identities: await listIdentities(parts, actor, lang),
  })),
  route(endpoints.removeIdentity, async ({ params }, context) => {
    await removeIdentity(parts, context, context.session!, params.identity);
    return { done: true };
  }),
];

export const wayBack = (pages: PublicPages): PageRoute => ({
  path: '/sign-on/:provider',
  localised: false,
  run: ({ lang }) => Promise.resolve({ body: renderWayBack(pages.words(lang)) }),
});
