import { rowOf, type FilterName } from '@zlm/server/contract/filter-table';
import { computed, type ComputedRef } from 'vue';
import { useVocabularies } from '../../things/vocabularies.ts';
import { useFilterWords } from './filter-words.ts';

/** The values of a filter as options in the language of the page: its closed list, or the terms of its vocabulary. */
export function useFilterOptions(name: FilterName): ComputedRef<{ value: string; text: string }[]> {
  const vocabularies = useVocabularies();
  const { say } = useFilterWords();
  const { values, vocabulary } = rowOf(name)!;
  const list = () => values ?? (vocabulary ? vocabularies.terms(vocabulary).map(({ code }) => code) : []);
  return computed(() => list().map((value) => ({ value, text: say(name, value) })));
}
