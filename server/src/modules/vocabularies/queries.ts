import type { Tx } from '../../db/index.ts';
import type { VocabulariesTables } from './tables.ts';

/** All terms in display order. */
export function listTerms(tx: Tx) {
  return tx
    .withTables<VocabulariesTables>()
    .selectFrom('terms')
    .select(['vocabulary', 'code', 'parent', 'zh', 'en', 'version', 'replaced_by as replacedBy'])
    .orderBy('vocabulary')
    .orderBy('position')
    .execute();
}
