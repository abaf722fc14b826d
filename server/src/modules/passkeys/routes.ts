import { route } from '../../http/route.ts';
import { atTheDoor } from '../accounts/at-the-door.ts';
import { keep } from '../accounts/entering.ts';
import { toRelyingParty } from './relying-party.ts';
import * as endpoints from './schema.ts';
import {
  addPasskey,
  beginPasskey,
  beginPasskeySignIn,
  listPasskeys,
  removePasskey,
  renamePasskey,
  signInWithPasskey,
  type PasskeyParts,
} from './service.ts';

/** How an authenticator lists the account: what it is called by its owner is not ours to spread. */
const USER_NAME = { 'zh-CN': '我的账号', en: 'My account' };

export const passkeysRoutes = (parts: PasskeyParts) => [
  route(endpoints.listPasskeys, async (_, { actor }) => ({ passkeys: await listPasskeys(parts, actor) })),
  route(endpoints.beginPasskey, (_, { actor, origin, session, lang }) =>
    beginPasskey(parts, session!, { actor, party: toRelyingParty(origin), userName: USER_NAME[lang] }),
  ),
  route(endpoints.addPasskey, ({ body }, context) =>
    addPasskey(parts, context, context.session!, { ...body, party: toRelyingParty(context.origin) }),
  ),
  route(endpoints.renamePasskey, async ({ params, body }, context) => {
    await renamePasskey(parts, context, context.session!, { id: params.passkey, name: body.name });
    return { done: true };
  }),
  route(endpoints.removePasskey, async ({ params }, context) => {
    await removePasskey(parts, context, context.session!, params.passkey);
    return { done: true };
  }),
  route(endpoints.beginPasskeySignIn, (_, context) =>
    atTheDoor(context, () =>
      beginPasskeySignIn(parts, { actor: context.actor, party: toRelyingParty(context.origin) }),
    ),
  ),
  route(endpoints.signInWithPasskey, ({ body: { credential, isShared } }, context) => {
    const party = toRelyingParty(context.origin);
    const signIn = () => signInWithPasskey(parts, { ...context, isShared }, { credential, party });
    return atTheDoor(context, async () => keep(context, await signIn()));
  }),
];
