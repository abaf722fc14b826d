import type { FeatureIndex, Filter, PageRequest } from '@zlm/tiles';
import type { Card } from '../../contract/common.ts';
import type { SearchItem } from './schema.ts';

/** Each explanation reads the query again. */
const MOST = 20;

/** Cards with why they rank where they do; `isAsked` false, or no words: null. */
export function withWhy(
  index: FeatureIndex,
  cards: readonly Card[],
  { filter, request, isAsked }: { filter: Filter; request: PageRequest; isAsked: boolean },
): SearchItem[] {
  return cards.map((card, at) => {
    const hit = { id: card.id, place: (card.place ?? card.venue)?.id ?? 0 };
    const why = isAsked && at < MOST ? index.explain(filter, request, hit) : null;
    return { ...card, why: why && { relevance: why.relevance, shares: why.shares, text: why.text } };
  });
}
