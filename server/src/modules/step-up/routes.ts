import { route } from '../../http/route.ts';
import type { AccountParts } from '../accounts/codes.ts';
import { toRelyingParty } from '../passkeys/relying-party.ts';
import * as endpoints from './schema.ts';
import { beginPasskeyStepUp, proveOnceMore, sendStepUpCode } from './service.ts';

export const stepUpRoutes = (parts: AccountParts) => [
  route(endpoints.sendStepUpCode, ({ body }, context) => sendStepUpCode(parts, context, body.contact)),
  route(endpoints.beginPasskeyStepUp, (_, context) =>
    beginPasskeyStepUp(parts, context, toRelyingParty(context.origin)),
  ),
  route(endpoints.stepUp, async ({ body }, context) => ({
    me: await proveOnceMore(parts, context, context.session!, body),
  })),
];
