import { ORGANISER_FILTER } from '../../contract/filter-table.ts';
import { withReader, type Database } from '../../db/index.ts';
import type { Words } from '../../html/words.ts';
import { listDivisions } from '../divisions/queries.ts';
import { listInstitutionRefs, findInstitutionsNamed } from '../organisers/queries.ts';
import { valuesOf, type Raw } from './address.ts';
import type { Naming } from './filter-words.ts';
import { MOST_ORGANISERS, type Named } from './form-words.ts';
import { toStarts } from './starts.ts';

/** What it takes to say the filters of a question in words. */
export function loadNaming(database: Database, raw: Raw, words: Words): Promise<Naming> {
  const ids = valuesOf(raw, ORGANISER_FILTER).map(Number).filter(Number.isSafeInteger);
  return withReader(database, async (tx) => ({
    words,
    starts: toStarts(await listDivisions(tx, null)),
    institutions: await listInstitutionRefs(tx, ids),
  }));
}

/** Institutions whose name holds a text, at most one more than are shown. */
export function findOrganisers(database: Database, text: string): Promise<Named[]> {
  return withReader(database, (tx) => findInstitutionsNamed(tx, text, MOST_ORGANISERS + 1));
}
