import { sql } from 'kysely';
import type { RecordSource } from '../../../db/thing.ts';
import { columns } from './columns.ts';

export const creditPointRecord: RecordSource = {
  columns,
  cells: {
    name: sql`t.name`,
    tier: sql`t.tier`,
    parent: sql`(SELECT p.source_id FROM public_credit_points p WHERE p.id = t.parent_id)`,
    services: sql`to_json(t.services)`,
    phone: sql`t.phone`,
    description: sql`t.description`,
  },
  vocabularies: { tier: 'credit_tier' },
};
