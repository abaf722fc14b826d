import { route } from '../../http/route.ts';
import { atTheDoor } from '../accounts/at-the-door.ts';
import { keep } from '../accounts/entering.ts';
import { endRecovery, signInWithSecondFactor, startRecovery } from './finishing.ts';
import * as endpoints from './schema.ts';
import {
  beginAuthenticator,
  confirmAuthenticator,
  getCredentials,
  makeRecoveryCodes,
  removeAuthenticator,
  stopRecovery,
  type SecondFactorParts,
} from './service.ts';

export const secondFactorsRoutes = (parts: SecondFactorParts) => [
  route(endpoints.getCredentials, (_, { actor }) => getCredentials(parts, actor)),
  route(endpoints.beginAuthenticator, (_, context) => beginAuthenticator(parts, context, context.session!)),
  route(endpoints.confirmAuthenticator, ({ body }, context) =>
    confirmAuthenticator(parts, context, context.session!, body.code),
  ),
  route(endpoints.removeAuthenticator, async (_, context) => {
    await removeAuthenticator(parts, context, context.session!);
    return { done: true };
  }),
  route(endpoints.makeRecoveryCodes, (_, context) => makeRecoveryCodes(parts, context, context.session!)),
  route(endpoints.signInWithSecondFactor, ({ body: { ticket, ...shown } }, context) =>
    atTheDoor(context, async () => keep(context, await signInWithSecondFactor(parts, context, { ticket, shown }))),
  ),
  route(endpoints.beginRecovery, ({ body }, context) => startRecovery(parts, context, body.ticket)),
  route(endpoints.finishRecovery, async ({ body }, context) =>
    keep(context, await endRecovery(parts, context, body.ticket)),
  ),
  route(endpoints.stopRecovery, async (_, context) => ({
    me: await stopRecovery(parts, context, context.session!),
  })),
];
