import { computed, type Ref } from 'vue';
import { useVocabularies } from '../../things/vocabularies.ts';

/** The broad topics of which there is something, in words. */
export function useBroadTopics(counts: Ref<Readonly<Record<string, number>>>) {
  const vocabularies = useVocabularies();
  return computed(() =>
    vocabularies
      .terms('topic')
      .filter(({ parent, code }) => parent === null && (counts.value[code] ?? 0) > 0)
      .map(({ code }) => ({ code, text: vocabularies.label('topic', code), count: counts.value[code]! })),
  );
}
