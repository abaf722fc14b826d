import { AREA_FILTER } from '../../contract/filter-table.ts';
import { route } from '../../http/route.ts';
import type { Parts } from '../../module.ts';
import { understand as understandEndpoint } from './schema.ts';
import { understand } from './service.ts';

export const understandingRoutes = (parts: Parts) => [
  route(understandEndpoint, ({ query: { q, [AREA_FILTER]: areas = [] } }, { now, lang }) =>
    understand(parts, { q, areas, now, words: parts.pages.words(lang) }),
  ),
];
