import { sql } from 'kysely';
import type { RecordSource } from '../../../db/thing.ts';
import { enrolCells, enrolTerms, sayPrice } from '../../../intake/sheet/record.ts';
import { columns } from './columns.ts';

export const courseRecord: RecordSource = {
  columns,
  // Of several offerings at one place the one that is on, or next; a search finds the course there once.
  from: sql`h CROSS JOIN LATERAL (
      SELECT * FROM public_courses c WHERE c.id = h.id AND c.place_id IS NOT DISTINCT FROM h.place LIMIT 1) t
    LEFT JOIN LATERAL (
      SELECT * FROM public_course_offerings o WHERE o.course_id = h.id AND o.place_id IS NOT DISTINCT FROM h.place
      ORDER BY o.status = 'cancelled', o.ends_on < (now() AT TIME ZONE 'Asia/Shanghai')::date, o.starts_on, o.id
      LIMIT 1) o ON true`,
  cells: {
    title: sql`t.title`,
    level: sql`t.level`,
    profession: sql`t.profession`,
    edition: sql`t.edition`,
    credits: sql`trim_scale(t.credits)::text`,
    hours: sql`t.hours`,
    topics: sql`to_json(t.topics)`,
    audiences: sql`to_json(t.audiences)`,
    price: sayPrice,
    mode: sql`o.mode`,
    starts_on: sql`o.starts_on`,
    ends_on: sql`o.ends_on`,
    timetable: sql`o.timetable`,
    ...enrolCells(sql`o`),
    description: sql`t.description`,
  },
  vocabularies: { level: 'course_level', topics: 'topic', audiences: 'audience', mode: 'mode', ...enrolTerms },
};
