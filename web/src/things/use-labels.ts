import { useVocabularies } from './vocabularies.ts';
import { useThingText } from './text.ts';

/** Codes in words, joined the way the language lists things. */
export function useLabels() {
  const vocabularies = useVocabularies();
  const { t, lang } = useThingText();

  function list(texts: readonly string[]): string {
    return texts.join(lang.value === 'en' ? ', ' : '、');
  }
  const labels = (vocabulary: string, codes: readonly string[]) =>
    list(codes.map((code) => vocabularies.label(vocabulary, code)));
  return {
    list,
    topics: (codes: readonly string[]) =>
      codes.map((topic) => ({ text: vocabularies.label('topic', topic), filters: { topic } })),
    audiences: (codes: readonly string[]) => labels('audience', codes) || t('facts.everybody'),
    accessibility: (codes: readonly string[]) => labels('accessibility', codes),
    label: vocabularies.label,
  };
}
