import { route } from '../../http/route.ts';
import type { AccountParts } from '../accounts/codes.ts';
import * as endpoints from './schema.ts';
import { mergeAccounts, planMerge, sendMergeCode } from './service.ts';

export const mergingRoutes = (parts: AccountParts) => [
  route(endpoints.sendMergeCode, ({ body }, context) => sendMergeCode(parts, context, body.contact)),
  route(endpoints.planMerge, ({ body }, context) => planMerge(parts, context, body)),
  route(endpoints.mergeAccounts, async ({ body }, context) => ({
    me: await mergeAccounts(parts, context, context.session!, body),
  })),
];
