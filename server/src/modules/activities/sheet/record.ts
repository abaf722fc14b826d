import { sql } from 'kysely';
import type { RecordSource } from '../../../db/thing.ts';
import { enrolCells, enrolTerms, sayPrice } from '../../../intake/sheet/record.ts';
import { columns } from './columns.ts';
import { tellWhen } from './tell-when.ts';

export const activityRecord: RecordSource = {
  columns,
  cells: {
    title: sql`t.title`,
    format: sql`t.format`,
    mode: sql`t.mode`,
    topics: sql`to_json(t.topics)`,
    audiences: sql`to_json(t.audiences)`,
    dates: sql`to_json(t.session_dates)`,
    recurrence: sql`t.recurrence`,
    times: sql`(SELECT json_agg(left(s::text, 5) || '-' || left(e::text, 5) ORDER BY n)
      FROM unnest(ARRAY[t.starts_time] || t.more_starts::time[], ARRAY[t.ends_time] || t.more_ends::time[])
        WITH ORDINALITY x (s, e, n))`,
    price: sayPrice,
    ...enrolCells(sql`t`),
    lecturer: sql`t.lecturer`,
    description: sql`t.description`,
  },
  vocabularies: { format: 'format', mode: 'mode', topics: 'topic', audiences: 'audience', ...enrolTerms },
  tell: tellWhen,
};
