import { route } from '../../http/route.ts';
import * as endpoints from './schema.ts';
import { confirmRealName, type RealNameParts } from './service.ts';

export const realNamesRoutes = (parts: RealNameParts) => [
  route(endpoints.confirmRealName, async ({ body }, context) => ({
    me: await confirmRealName(parts, context, context.session!, body),
  })),
];
