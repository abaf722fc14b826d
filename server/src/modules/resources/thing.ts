import { sql } from 'kysely';
import type { Thing } from '../../module.ts';
import { resourceFeatures } from './features.ts';
import { toPage } from './page.ts';
import { getResource } from './service.ts';
import { resourceRecord } from './sheet/record.ts';

export const resourceThing: Thing = {
  kind: 'resource',
  table: 'resources',
  view: 'public_resources',
  title: 'title',
  organiser: 'institution_id',
  card: () => ({
    columns: {
      institution_id: sql`t.institution_id`,
      topics: sql`t.topics`,
      audiences: sql`t.audiences`,
      modes: sql`'{online}'::text[]`,
      price_min: sql`t.price_min`,
      price_max: sql`t.price_max`,
      type: sql`t.medium`,
    },
  }),
  record: resourceRecord,
  features: resourceFeatures,
  page: async ({ database }, id, context) => toPage(await getResource(database, id, context.now), context),
  // Its name says 在线, which is asked for in other ways too.
  words: { mean: 'kind', words: ['学习资源', '学习资料', '电子资源', 'learning resources'] },
};
