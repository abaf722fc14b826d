import { withReader, type Database } from '../../db/index.ts';
import type { PageRoute } from '../../html/page.ts';
import type { PublicPages } from '../../html/public-pages.ts';
import { route } from '../../http/route.ts';
import { atTheDoor } from './at-the-door.ts';
import type { AccountParts } from './codes.ts';
import { keep } from './entering.ts';
import { renderStandIn } from './page.ts';
import { listStandInMessages } from './queries.ts';
import * as endpoints from './schema.ts';
import {
  changeMe,
  endDevice,
  getMe,
  listDevices,
  putAwayNotice,
  sendSignInCode,
  signInWithCode,
  signOut,
} from './service.ts';

export const accountsRoutes = (parts: AccountParts, { realNames }: { realNames: 'stand_in' | null }) => [
  route(endpoints.getMe, async (_, { session, now }) => ({ me: await getMe(parts, session, now) })),
  route(endpoints.getWaysIn, () =>
    Promise.resolve({ codes: [...parts.messenger.kinds], standIn: parts.messenger.page, realNames }),
  ),
  route(endpoints.sendSignInCode, ({ body }, context) =>
    atTheDoor(context, () => sendSignInCode(parts, body.contact, context)),
  ),
  route(endpoints.signInWithCode, ({ body }, context) =>
    atTheDoor(context, async () =>
      keep(context, await signInWithCode(parts, body, { ...context, isShared: body.isShared })),
    ),
  ),
  route(endpoints.signOut, async (_, context) => {
    await signOut(parts, context, context.session!);
    context.keepSession(null);
    return { done: true };
  }),
  route(endpoints.listDevices, async (_, { actor, session }) => ({
    devices: await listDevices(parts, actor, session!),
  })),
  route(endpoints.endDevice, async ({ params }, context) => {
    await endDevice(parts, context, context.session!, params.session);
    if (params.session === context.session!.id) context.keepSession(null);
    return { done: true };
  }),
  route(endpoints.changeMe, async ({ body }, context) => ({
    me: await changeMe(parts, context, context.session!, body),
  })),
  route(endpoints.putAwayNotice, async ({ params }, context) => ({
    me: await putAwayNotice(parts, context, context.session!, params.notice),
  })),
];

/** Where a demonstration shows the codes it does not send. */
export const standInPages = (database: Database, pages: PublicPages): PageRoute[] => [
  {
    path: '/stand-in/messages',
    localised: true,
    run: async ({ lang }) => ({
      body: renderStandIn(await withReader(database, listStandInMessages), pages.words(lang)),
    }),
  },
];
