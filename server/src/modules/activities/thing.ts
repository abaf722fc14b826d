import { sql } from 'kysely';
import { KIND_TRAITS } from '../../contract/kinds.ts';
import type { Thing } from '../../module.ts';
import { readEvents } from './calendar.ts';
import { activityFeatures } from './features.ts';
import { toPage } from './page.ts';
import { getActivity } from './service.ts';
import { activityRecord } from './sheet/record.ts';

const { names } = KIND_TRAITS.activity;

export const activityThing: Thing = {
  kind: 'activity',
  table: 'activities',
  view: 'public_activities',
  title: 'title',
  organiser: 'institution_id',
  card: (asOf) => ({
    from: sql`h JOIN public_activities t ON t.id = h.id
      CROSS JOIN LATERAL (
        SELECT min(s.ends_at) FILTER (WHERE s.is_on AND date_trunc('minute', s.starts_at) = h.next_start) AS next_ends_at,
          (count(*) FILTER (WHERE s.is_on AND s.starts_at >= ${asOf}))::int AS sessions_left,
          (max(s.ends_at - interval '1 minute') AT TIME ZONE 'Asia/Shanghai')::date AS last_day
        FROM public_sessions s WHERE s.activity_id = h.id
      ) s`,
    columns: {
      institution_id: sql`t.institution_id`,
      topics: sql`t.topics`,
      audiences: sql`t.audiences`,
      format: sql`t.format`,
      modes: sql`ARRAY[t.mode]`,
      price_min: sql`t.price_min`,
      price_max: sql`t.price_max`,
      capacity: sql`t.capacity`,
      seats_left: sql`t.seats_left`,
      status: sql`t.status`,
      next_ends_at: sql`s.next_ends_at`,
      sessions_left: sql`s.sessions_left`,
      last_day: sql`s.last_day`,
      enrol_deadline: sql`t.enrol_deadline`,
    },
  }),
  sessionsAt: sql`SELECT h.n, a.id, a.title, a.lang, s.starts_at, s.ends_at, s.status, s.capacity, s.seats_left,
      p.name AS place, a.is_demo
    FROM h JOIN public_activities a ON a.id = h.id
      CROSS JOIN LATERAL (
        SELECT * FROM public_sessions s
        WHERE s.activity_id = h.id AND s.is_on AND date_trunc('minute', s.starts_at) = h.starts LIMIT 1
      ) s
      LEFT JOIN public_places p ON p.id = a.place_id`,
  phone: (id) => sql`(SELECT a.enrol_contact FROM public_activities a WHERE a.id = ${id} AND a.enrol_method = 'phone')`,
  record: activityRecord,
  features: activityFeatures,
  events: readEvents,
  page: async ({ database }, id, context) => toPage(await getActivity(database, id, context.now), context),
  words: { mean: 'anything', words: [names['zh-CN'].one, names.en.one, names.en.many] },
};
