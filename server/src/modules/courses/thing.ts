import { sql } from 'kysely';
import { KIND_TRAITS, ORGANISER } from '../../contract/kinds.ts';
import type { Thing } from '../../module.ts';
import { courseFeatures } from './features.ts';
import { toPage } from './page.ts';
import { getCourse } from './service.ts';
import { courseRecord } from './sheet/record.ts';

const { names } = KIND_TRAITS.course;

export const courseThing: Thing = {
  kind: 'course',
  table: 'courses',
  view: 'public_courses',
  title: 'title',
  organiser: 'institution_id',
  card: () => ({
    // LIMIT keeps the planner from grouping the offerings of all courses.
    from: sql`h CROSS JOIN LATERAL (
      SELECT * FROM public_courses c WHERE c.id = h.id AND c.place_id IS NOT DISTINCT FROM h.place LIMIT 1) t`,
    columns: {
      institution_id: sql`t.institution_id`,
      topics: sql`t.topics`,
      audiences: sql`t.audiences`,
      modes: sql`coalesce(t.modes, '{}')`,
      price_min: sql`t.price_min`,
      price_max: sql`t.price_max`,
      seats_left: sql`t.seats_left::int`,
      last_day: sql`t.ends_on`,
      enrol_deadline: sql`(SELECT max(o.enrol_deadline) FROM public_course_offerings o
        WHERE o.course_id = h.id AND o.place_id IS NOT DISTINCT FROM h.place AND o.status <> 'cancelled')`,
      type: sql`t.level`,
    },
  }),
  phone: (id) => sql`(SELECT max(o.enrol_contact) FROM public_course_offerings o
    WHERE o.course_id = ${id} AND o.place_id IS NOT DISTINCT FROM h.place AND o.enrol_method = 'phone')`,
  told: [
    'SELECT course_id, institution_id, place_id FROM course_offerings',
    'SELECT id, institution_id, NULL::bigint FROM courses',
  ],
  changePlaces: [
    `SELECT '${ORGANISER}', institution_id, place_id FROM course_offerings`,
    `SELECT '${ORGANISER}', c.institution_id, o.place_id FROM courses c JOIN course_offerings o ON o.course_id = c.id`,
    `SELECT 'course', course_id, place_id FROM course_offerings`,
  ],
  record: courseRecord,
  features: courseFeatures,
  page: async ({ database }, id, context) => toPage(await getCourse(database, id, context.now), context),
  words: { mean: 'anything', words: [names['zh-CN'].one, names.en.one, names.en.many] },
};
