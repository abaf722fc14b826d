import type { Hit } from '@zlm/tiles';
import type { Catalogue } from '../../catalogue/catalogue.ts';
import { orderedPage, plainPage } from '../ordered-page.ts';
import type { Figures, TextSearch } from '../port.ts';
import { keyOf, ShownMarks } from '../shown.ts';
import { Breaker, type BreakerOptions } from './breaker.ts';
import type { Queries, Ranked, RankRequest } from './queries.ts';

export interface AdapterOptions {
  queries: Queries;
  breaker?: Omit<BreakerOptions, 'probe'>;
  /** Of whoever brings changes to the server. */
  following?: () => Figures;
  stop?: () => Promise<void>;
}

/** The first thousand of what the index found, in the order of a Meilisearch server while that is well. */
export function createAdapter({ queries, breaker: limits, following, stop }: AdapterOptions): TextSearch {
  const breaker = new Breaker({ ...limits, probe: (signal) => queries.probe(signal) });
  const marks = new ShownMarks();
  let foreign = 0;

  async function order(hits: readonly Hit[], q: string, from: RankRequest['from']): Promise<Hit[] | null> {
    const keys = hits.map(keyOf);
    const known = new Map(keys.map((key, at) => [key, at]));
    const ranked = await breaker.run(async (signal) => {
      const answered = await queries.rank({ q, keys, from }, signal);
      const own = takeKnown(answered, known);
      foreign += answered.length - own.length;
      if (answered.length > 0 && own.length === 0) throw new Error('it answered another question');
      return own;
    });
    if (ranked === null) return null;
    // The index knows more about what fits equally well, but not the distance the server was asked for.
    if (!from) ranked.sort((a, b) => b.score - a.score || known.get(a.key)! - known.get(b.key)!);
    const first = new Set(ranked.map(({ key }) => known.get(key)!));
    return [...Array.from(first, (at) => hits[at]!), ...hits.filter((_, at) => !first.has(at))];
  }

  async function titles(catalogue: Catalogue, typed: string, limit: number): Promise<string[]> {
    const found = await breaker.run((signal) => queries.titles(typed, limit, signal));
    if (found === null) return [];
    const known = found.filter(({ id }) => catalogue.kindOf(id) !== undefined);
    foreign += found.length - known.length;
    return [...new Set(known.map(({ title }) => title))];
  }

  return {
    async page({ index }, filter, request) {
      const { q } = filter;
      if (request.sort !== 'relevance' || q === undefined) return plainPage(index, filter, request);
      return orderedPage({ index, marks, order: (hits) => order(hits, q, request.from) }, filter, request);
    },
    titles,
    figures: () => ({
      search: breaker.isOpen ? 'built-in while meilisearch is ill' : 'meilisearch',
      search_answers: breaker.counts.answers,
      search_failures: breaker.counts.failures,
      search_not_asked: breaker.counts.notAsked,
      search_foreign_hits: foreign,
      ...following?.(),
    }),
    async close() {
      breaker.close();
      await stop?.();
    },
  };
}

/** Rows that were asked about, each once. */
function takeKnown(answered: readonly Ranked[], known: ReadonlyMap<string, number>): Ranked[] {
  const seen = new Set<string>();
  return answered.filter(({ key }) => known.has(key) && !seen.has(key) && seen.add(key));
}
