import { indexDivisions } from '@zlm/server/intake/reading/division-names';
import { indexTerms } from '@zlm/server/intake/reading/terms';
import { allSynonyms } from '@zlm/server/intake/reference';
import { SHEETS } from '../kinds/index.ts';
import { loadDivisions, loadVocabularies } from '../sources/reference-files.ts';

const terms = Object.entries(loadVocabularies()).flatMap(([vocabulary, list]) =>
  list.map(({ code, zh, en, synonyms }) => ({
    ...{ vocabulary, code, zh, en },
    synonyms: [...(synonyms?.zh ?? []), ...(synonyms?.en ?? [])],
  })),
);
/** What rows refer to, without a database. */
export const reference = { divisions: indexDivisions(loadDivisions()), terms: indexTerms(terms, allSynonyms(SHEETS)) };
