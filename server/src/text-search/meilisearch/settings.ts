import { createHash } from 'node:crypto';
import type { Settings } from 'meilisearch';
import type { Term } from '../../catalogue/reference.ts';

/** Chinese as Mandarin, and English; without them the server takes short Chinese words for Japanese. */
export const LOCALES = ['cmn', 'eng'] as const;

/** Raised when `documents.ts` makes other documents of the same rows. */
const DOCUMENT_VERSION = 1;
/** Below the patience of the breaker, so that a slow question still brings the best found so far. */
const CUTOFF_MS = 250;

/** How the index is set up; synonyms are those of the vocabularies. */
export function toSettings(terms: readonly Term[]): Settings {
  return {
    // Earlier ones weigh more under the rule `attribute`.
    searchableAttributes: ['title', 'organiser', 'topic', 'location', 'description'],
    // `id`, `place` and `institution` find what an edit touches, `title` keeps completions apart.
    filterableAttributes: ['key', 'id', 'place', 'institution', 'kind', 'title', '_geo'],
    sortableAttributes: ['_geo'],
    // Text first; distance parts what fits equally well.
    rankingRules: ['words', 'typo', 'proximity', 'attribute', 'exactness', 'sort'],
    // Latin words and pinyin are short: one slip from four letters on.
    typoTolerance: { enabled: true, minWordSizeForTypos: { oneTypo: 4, twoTypos: 8 } },
    synonyms: toSynonyms(terms),
    localizedAttributes: [{ attributePatterns: ['*'], locales: [...LOCALES] }],
    pagination: { maxTotalHits: 1000 },
    facetSearch: false,
    searchCutoffMs: CUTOFF_MS,
  };
}

/** Equal for indexes that need not be built anew. */
export function schemaOf(settings: Settings): string {
  return createHash('sha256')
    .update(JSON.stringify([DOCUMENT_VERSION, settings]))
    .digest('base64url')
    .slice(0, 16);
}

/** Each name of a term stands for its others. */
function toSynonyms(terms: readonly Term[]): Record<string, string[]> {
  const synonyms = new Map<string, Set<string>>();
  for (const { zh, en, synonyms: others, replacedBy } of terms) {
    if (replacedBy !== null) continue;
    const names = [zh, en, ...others.split(' ')].map((name) => name.toLowerCase()).filter((name) => name !== '');
    for (const name of names) {
      const known = synonyms.get(name) ?? new Set<string>();
      for (const other of names) if (other !== name) known.add(other);
      synonyms.set(name, known);
    }
  }
  const entries = [...synonyms].filter(([, others]) => others.size > 0);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, others]) => [name, [...others]]));
}
