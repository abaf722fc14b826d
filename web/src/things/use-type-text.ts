import type { Card } from '@zlm/server/contract';
import { traitsOf } from '@zlm/server/contract/kinds';
import { useVocabularies } from './vocabularies.ts';

/** The type of a thing in words, null until its label is there. */
export function useTypeText(): (card: Pick<Card, 'kind' | 'type'>) => string | null {
  const vocabularies = useVocabularies();
  return ({ kind, type }) => {
    const vocabulary = traitsOf(kind).typeVocabulary;
    return vocabulary && type && vocabularies.has(vocabulary, type) ? vocabularies.label(vocabulary, type) : null;
  };
}
