import type { Card } from '../common.ts';
import { traitsOf } from '../kinds.ts';

/** What a title that cannot be read is about; without its kind where that is said beside it. */
export interface Glossed {
  kind?: Card['kind'] | undefined;
  topics?: readonly string[] | undefined;
  audiences?: readonly string[] | undefined;
}

/**
 * Activity · Calligraphy · Older people (60+): from the lists in English, never a translation of the title.
 * `most`: of topics and of audiences; `label` gives null until its words are there.
 */
export function glossOf(...terms: Parameters<typeof glossPartsOf>): string {
  return glossPartsOf(...terms).join(' · ');
}

/** The same, for who has to leave out what finds no room. */
export function glossPartsOf(
  { kind, topics = [], audiences = [] }: Glossed,
  label: (vocabulary: 'topic' | 'audience', code: string) => string | null,
  most = Infinity,
): string[] {
  const list = (vocabulary: 'topic' | 'audience', codes: readonly string[]) =>
    codes
      .slice(0, most)
      .flatMap((code) => label(vocabulary, code) ?? [])
      .join(', ');
  return [kind ? traitsOf(kind).names.en.one : '', list('topic', topics), list('audience', audiences)].filter(Boolean);
}
