import { z } from 'zod';
import { createClient, type ServerAddress } from './client.ts';
import { LOCALES } from './settings.ts';

/** A row the server put in order. */
export interface Ranked {
  key: string;
  /** 0 to 1. */
  score: number;
}

export interface RankRequest {
  q: string;
  keys: readonly string[];
  /** Rows that fit equally well come nearest first. */
  from?: { lng: number; lat: number } | undefined;
}

/** What is asked while somebody waits. Each rejects at an answer of another form. */
export interface Queries {
  rank(request: RankRequest, signal: AbortSignal): Promise<Ranked[]>;
  titles(typed: string, limit: number, signal: AbortSignal): Promise<{ id: number; title: string }[]>;
  probe(signal: AbortSignal): Promise<void>;
}

const RankedHits = z.object({ hits: z.array(z.object({ key: z.string(), _rankingScore: z.number() })).max(1000) });
const TitleHits = z.object({ hits: z.array(z.object({ id: z.number(), title: z.string() })).max(1000) });

export function createQueries(address: ServerAddress, timeoutMs: number): Queries {
  const index = createClient(address, timeoutMs).index(address.index);
  const locales = [...LOCALES];
  return {
    async rank({ q, keys, from }, signal) {
      const options = {
        filter: isOneOf('key', keys),
        limit: keys.length,
        attributesToRetrieve: ['key'],
        showRankingScore: true,
        locales,
        ...(from && { sort: [`_geoPoint(${from.lat}, ${from.lng}):asc`] }),
      };
      const { hits } = RankedHits.parse(await index.search(q, options, { signal }));
      return hits.map(({ key, _rankingScore }) => ({ key, score: _rankingScore }));
    },
    async titles(typed, limit, signal) {
      const options = {
        limit,
        attributesToSearchOn: ['title'],
        attributesToRetrieve: ['id', 'title'],
        distinct: 'title',
        locales,
      };
      return TitleHits.parse(await index.search(typed, options, { signal })).hits;
    },
    async probe(signal) {
      const options = {
        filter: isOneOf('key', ['0-0']),
        limit: 1,
        attributesToRetrieve: ['key'],
        showRankingScore: true,
      };
      RankedHits.parse(await index.search('书', options, { signal }));
    },
  };
}

/** A filter of the server's language; the values are ids of rows or numbers, never what somebody typed. */
export function isOneOf(attribute: string, values: readonly (string | number)[]): string {
  return `${attribute} IN [${values.map((value) => JSON.stringify(value)).join(', ')}]`;
}
