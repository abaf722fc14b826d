import type { Filter } from '@zlm/tiles';
import type { Catalogue } from '../../catalogue/catalogue.ts';
import { FILTERS, TOPIC_FILTER } from '../../contract/filter-table.ts';
import { nearTopics } from './near-topics.ts';
import type { SearchAnswer } from './schema.ts';

export type Guess = SearchAnswer['guesses'][number];

const MOST = 5;
const { vocabulary } = FILTERS[TOPIC_FILTER];

/** What may be meant by words that nothing has: topics near to them, then words, each with what it would find. */
export function countGuesses(
  { index, facets, reference }: Catalogue,
  { q: _q, ...filter }: Filter,
  { absent, guesses }: { absent: readonly string[]; guesses: readonly string[] },
): Guess[] {
  const topics = [...new Set(absent.flatMap(nearTopics))].flatMap((code): Guess[] => {
    const facet = facets[TOPIC_FILTER];
    const at = facet.find(code);
    const term = reference.terms.find((one) => one.vocabulary === vocabulary && one.code === code);
    if (at === undefined || !term) return [];
    const inTopic = { ...filter, facets: { ...filter.facets, [TOPIC_FILTER]: [facet.rangeOf(at)] } };
    return [{ text: term.zh, filter: { name: TOPIC_FILTER, value: code }, count: index.totals(inTopic).total }];
  });
  const words = guesses.map((text): Guess => ({
    text,
    filter: null,
    count: index.totals({ ...filter, q: text }).total,
  }));
  return [...topics, ...words].filter(({ count }) => count > 0).slice(0, MOST);
}
