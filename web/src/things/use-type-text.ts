import type { Card, Kind } from '@zlm/server/contract';
import { useVocabularies } from './vocabularies.ts';

/** Vocabulary of `type`, which means another thing for each kind. */
const VOCABULARIES: Partial<Record<Kind, string>> = {
  institution: 'institution_type',
  course: 'course_level',
  resource: 'medium',
  credit_point: 'credit_tier',
};

/** The type of a thing in words, null until its label is there. */
export function useTypeText(): (card: Pick<Card, 'kind' | 'type'>) => string | null {
  const vocabularies = useVocabularies();
  return ({ kind, type }) => {
    const vocabulary = VOCABULARIES[kind];
    return vocabulary && type && vocabularies.has(vocabulary, type) ? vocabularies.label(vocabulary, type) : null;
  };
}
