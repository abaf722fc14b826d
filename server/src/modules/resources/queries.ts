import { recordRowColumns } from '../../db/record-wire.ts';
import type { Tx } from '../../db/index.ts';
import type { ResourcesTables } from './tables.ts';

export function findResource(tx: Tx, id: number) {
  return tx
    .withTables<ResourcesTables>()
    .selectFrom('public_resources')
    .select([
      'id',
      'title',
      'description',
      'institution_id',
      'medium',
      'url',
      'duration_minutes',
      'topics',
      'audiences',
    ])
    .select(['price_min', 'price_max', 'published_on'])
    .select(recordRowColumns)
    .where('id', '=', id)
    .executeTakeFirst();
}
