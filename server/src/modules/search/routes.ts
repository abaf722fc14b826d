import type { LiveCatalogue } from '../../catalogue/live.ts';
import type { Database } from '../../db/index.ts';
import { route } from '../../http/route.ts';
import type { TextSearch } from '../../text-search/port.ts';
import { listIds } from './ids.ts';
import { search as searchEndpoint, searchIds, suggest as suggestEndpoint } from './schema.ts';
import { search } from './service.ts';
import { suggest } from './suggest.ts';

export const searchRoutes = (parts: { database: Database; live: LiveCatalogue; text: TextSearch }) => [
  route(searchEndpoint, ({ query }, { now }) => search(parts, query, now)),
  route(searchIds, ({ query }, { now }) => listIds(parts.live, query, now)),
  route(suggestEndpoint, ({ query }, context) => suggest(parts, query, context)),
];
