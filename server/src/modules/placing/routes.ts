import { toDay } from '../../formats/shanghai-time.ts';
import { route } from '../../http/route.ts';
import { readAsked } from './read-words.ts';
import * as endpoints from './schema.ts';
import { findDuplicates, findPlacing, noteNotSame, proposeDivision, type PlacingParts } from './service.ts';

export const placingRoutes = (parts: PlacingParts) => [
  route(endpoints.findPlacing, ({ query }, { lang }) => findPlacing(parts, query, lang)),
  route(endpoints.proposeDivision, ({ query }, { lang }) => proposeDivision(parts, query, lang)),
  route(endpoints.findDuplicateThings, ({ query }, { actor }) => findDuplicates(parts, query, actor)),
  route(endpoints.noteNotSame, ({ body }, context) => noteNotSame(parts, body, context)),
  route(endpoints.readSeries, async ({ query }, { now, lang }) =>
    readAsked(query, { holidays: await parts.holidays, today: toDay(now), lang }),
  ),
];
