import type { PageRequest, Sort } from '@zlm/tiles';
import type { z } from 'zod';
import type { LiveCatalogue } from '../../catalogue/live.ts';
import { fromWallMinutes } from '../../catalogue/wall-time.ts';
import type { Scope } from '../../contract/lists.ts';
import { isUnreadable, type Database, type StoredThing } from '../../db/index.ts';
import { Invalid } from '../../errors.ts';
import { toDateTime, toWallMinutes } from '../../formats/shanghai-time.ts';
import { builtIn } from '../../text-search/built-in.ts';
import type { TextSearch } from '../../text-search/port.ts';
import { loadCards } from './cards.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';
import { countGuesses } from './guesses.ts';
import { countFacets } from './facet-counts.ts';
import { needsText, readCatalogue, resolveFilter, startOf } from './filter.ts';
import { countParts, toPart } from './parts.ts';
import type { search as searchEndpoint, SearchAnswer } from './schema.ts';
import { withWhy } from './why.ts';

export type SearchQuery = z.output<typeof searchEndpoint.query>;

const LIMIT = 20;

interface Source {
  database: Database;
  live: LiveCatalogue;
  things: readonly StoredThing[];
  text?: TextSearch;
}

/** Totals, one page of cards and facet counts. Throws Invalid. */
export async function search(
  { database, live, things, text: engine = builtIn }: Source,
  query: SearchQuery,
  now: Date,
): Promise<SearchAnswer> {
  const { limit = LIMIT, cursor, lang = 'zh-CN', explain, ...asked } = query;
  const after = cursor === undefined ? undefined : decodeCursor(cursor, asked);
  const asOf = after?.asOf ?? toWallMinutes(now);
  const catalogue = await readCatalogue(live, query);
  const { scope, sort } = resolveView(asked);
  const filters = toFilters(asked);
  const filter = resolveFilter(filters, asOf, catalogue);
  const text = catalogue.index.findText(filter);
  // Before anything is waited for: all of one state, which the page may be ahead of and never behind.
  const answer = {
    ...countParts(catalogue, filter, asked.bbox),
    facets: countFacets({ catalogue, filter, scope, bbox: asked.bbox, filters, asOf }),
    version: catalogue.state,
    asOf: toDateTime(fromWallMinutes(asOf)),
    sort,
    via: text?.via ?? null,
    dropped: text?.dropped ?? [],
    absent: text?.absent ?? [],
    guesses: text ? countGuesses(catalogue, filter, text) : [],
  };
  const part = toPart(catalogue, filter, scope);
  const request = { ...toPageRequest(asked, part.scope, sort, asOf), limit, ...(after && { after }) };
  const page = await engine.page(catalogue, part.filter, request);
  const cards = await loadCards({ database, things }, catalogue, page.hits, { asOf, lang }).catch((cause: unknown) => {
    // A further page is nothing but its items.
    if (after || !isUnreadable(cause)) throw cause;
    return null;
  });
  const degraded = page.isDegraded ? ['search'] : [];
  if (!cards) {
    const countedAt = toDateTime(live.followedAt ?? now);
    return { ...answer, nextCursor: null, degraded: [...degraded, 'items'], countedAt, items: [] };
  }
  return {
    ...answer,
    nextCursor: page.end && encodeCursor({ ...page.end, asOf }, asked),
    degraded,
    countedAt: null,
    items: withWhy(catalogue.index, cards, { filter: part.filter, request, isAsked: explain !== undefined }),
  };
}

type Asked = Omit<SearchQuery, 'limit' | 'cursor' | 'lang' | 'explain'>;

function toFilters({ bbox: _bbox, scope: _scope, sort: _sort, origin: _origin, ...filters }: Asked) {
  return filters;
}

/** Throws Invalid where a scope lacks its box or a distance its origin. */
function resolveView({ bbox, scope = 'all', sort, ...asked }: Asked): { scope: Scope; sort: Sort } {
  if ((scope === 'view' || scope === 'elsewhere') && !bbox) {
    throw new Invalid([{ in: 'query', field: 'bbox', message: 'is needed by this scope' }]);
  }
  const hasOrigin = asked.origin !== undefined || startOf(asked) !== undefined;
  const hasWords = needsText(asked);
  if (sort === 'distance' && !hasOrigin)
    throw new Invalid([{ in: 'query', field: 'sort', message: 'needs an origin' }]);
  // Without words nothing is more relevant than another.
  const meant = sort === 'relevance' && !hasWords ? undefined : sort;
  return { scope, sort: meant ?? (hasWords ? 'relevance' : hasOrigin ? 'distance' : 'soonest') };
}

function toPageRequest(
  { origin, bbox, ...filters }: Asked,
  scope: PageRequest['scope'],
  sort: Sort,
  asOf: number,
): Omit<PageRequest, 'limit'> {
  const from = origin ?? startOf(filters);
  return { sort, scope, asOf, ...(bbox && { bbox }), ...(from && { from: { lng: from[0], lat: from[1] } }) };
}
