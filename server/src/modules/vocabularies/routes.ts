import { withReader, type Database } from '../../db/index.ts';
import { route } from '../../http/route.ts';
import { listTerms } from './queries.ts';
import { listVocabularies, type Term } from './schema.ts';

export const vocabulariesRoutes = (db: Database) => [
  route(listVocabularies, async () => {
    const terms = await withReader(db, listTerms);
    const vocabularies: Record<string, Term[]> = {};
    for (const { vocabulary, code, parent, zh, en, replacedBy } of terms) {
      (vocabularies[vocabulary] ??= []).push({ code, parent, zh, en, replacedBy });
    }
    return { version: Math.max(1, ...terms.map(({ version }) => version)), vocabularies };
  }),
];
