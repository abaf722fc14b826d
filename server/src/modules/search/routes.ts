import { route } from '../../http/route.ts';
import type { Parts } from '../../module.ts';
import { listIds } from './ids.ts';
import { search as searchEndpoint, searchIds, suggest as suggestEndpoint } from './schema.ts';
import { search } from './service.ts';
import { suggest } from './suggest.ts';

export const searchRoutes = (parts: Parts) => [
  route(searchEndpoint, ({ query }, { now, lang }) => search(parts, { ...query, lang }, now)),
  route(searchIds, ({ query }, { now }) => listIds(parts.live, query, now)),
  route(suggestEndpoint, ({ query }, context) => suggest(parts, query, context)),
];
