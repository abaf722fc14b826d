import { computed, type ComputedRef } from 'vue';
import { useVocabularies } from '../../things/vocabularies.ts';

/** The terms of a vocabulary as options in the language of the page. */
export function useTermOptions(vocabulary: string): ComputedRef<{ value: string; text: string }[]> {
  const vocabularies = useVocabularies();
  return computed(() =>
    vocabularies.terms(vocabulary).map(({ code }) => ({ value: code, text: vocabularies.label(vocabulary, code) })),
  );
}
