import { sql } from 'kysely';
import type { RecordSource } from '../../../db/thing.ts';
import { sayPrice } from '../../../intake/sheet/record.ts';
import { columns } from './columns.ts';

export const resourceRecord: RecordSource = {
  columns,
  cells: {
    title: sql`t.title`,
    url: sql`t.url`,
    medium: sql`t.medium`,
    topics: sql`to_json(t.topics)`,
    audiences: sql`to_json(t.audiences)`,
    duration: sql`t.duration_minutes`,
    price: sayPrice,
    published_on: sql`t.published_on`,
    description: sql`t.description`,
  },
  vocabularies: { medium: 'medium', topics: 'topic', audiences: 'audience' },
};
