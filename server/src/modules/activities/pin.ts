import { KIND_TRAITS } from '../../contract/kinds.ts';
import {
  audiencesField,
  descriptionField,
  enrolFields,
  heldAtField,
  modeField,
  numberField,
  photosField,
  plainField,
  priceFields,
  termsField,
  textField,
  titleField,
  topicsField,
} from '../../contract/fields.ts';
import { checkPrice, checkSeries } from '../../contract/form-checks.ts';
import type { PinnedKind } from '../../db/index.ts';
import { readActivity } from './service.ts';

/** What an educator says of an activity, and how it is read and written. */
export const activityPin: PinnedKind = {
  kind: 'activity',
  table: 'activities',
  organiser: 'institution_id',
  status: 'status',
  lastDay: `greatest(t.session_dates[cardinality(t.session_dates)],
    (SELECT max((s.starts_at AT TIME ZONE 'Asia/Shanghai')::date) FROM activity_sessions s WHERE s.activity_id = t.id))`,
  form: {
    kind: 'activity',
    names: { 'zh-CN': KIND_TRAITS.activity.names['zh-CN'].one, en: KIND_TRAITS.activity.names.en.one },
    statuses: ['scheduled', 'moved_online', 'postponed', 'cancelled'],
    fields: [
      titleField(['例如：毛笔书法入门', 'For example: Calligraphy for beginners']),
      topicsField(),
      termsField({ name: 'format', section: 'what', names: ['形式', 'Format'], isNeeded: true }, 'format', {
        least: 1,
        most: 1,
      }),
      plainField('series', {
        name: 'series',
        section: 'when',
        names: ['时间', 'When'],
        hint: ['例如：每周六 9:00–10:30 到 12 月 20 日', 'For example: every Saturday 9:00–10:30 until 20 December'],
        isNeeded: true,
      }),
      modeField,
      heldAtField,
      ...enrolFields,
      ...priceFields,
      audiencesField,
      textField({ name: 'lecturer', section: 'who', names: ['老师', 'Lecturer'] }, { most: 100 }),
      numberField(
        { name: 'hours', section: 'who', names: ['学时', 'Learning hours'] },
        { least: 0.5, most: 1000, decimals: 1 },
      ),
      numberField(
        { name: 'credits', section: 'who', names: ['学分', 'Credits'] },
        { least: 0, most: 100, decimals: 1 },
      ),
      descriptionField,
      photosField,
    ],
  },
  read: `SELECT jsonb_build_object(
      'title', t.title, 'description', nullif(t.description, ''), 'topics', t.topics, 'audiences', nullif(t.audiences, '{}'),
      'format', t.format, 'mode', t.mode, 'place', CASE WHEN t.place_id IS NOT NULL THEN jsonb_build_object('id', t.place_id) END,
      'series', jsonb_build_object('words', '', 'rule', t.recurrence, 'dates', t.session_dates, 'times', (
        SELECT jsonb_agg(jsonb_build_object('starts', to_char(m.starts, 'HH24:MI'), 'ends', to_char(m.ends, 'HH24:MI')) ORDER BY m.n)
        FROM unnest(t.starts_time || t.more_starts, t.ends_time || t.more_ends) WITH ORDINALITY AS m (starts, ends, n))),
      'capacity', t.capacity, 'enrolMethod', t.enrol_method,
      'enrolPhone', CASE WHEN t.enrol_method = 'phone' THEN t.enrol_contact END,
      'enrolLink', CASE WHEN t.enrol_method = 'link' THEN t.enrol_contact END,
      'enrolDeadline', to_moment(t.enrol_deadline), 'priceMin', t.price_min::text, 'priceMax', nullif(t.price_max, t.price_min)::text,
      'lecturer', t.lecturer, 'hours', t.hours, 'credits', t.credits)
    FROM activities t WHERE t.id = of_thing`,
  write: `
    INSERT INTO activities (id, title, description, institution_id, place_id, mode, format, topics, audiences, price_min, price_max,
        capacity, enrol_method, enrol_contact, enrol_deadline, lecturer, hours, credits, recurrence, starts_time, ends_time,
        more_starts, more_ends, session_dates, state, source_system, source_id, confirmed_on, confirmed_by)
      VALUES (of_thing, body->>'title', coalesce(body->>'description', ''), of_institution, of_place, body->>'mode', body->>'format',
        texts_of(body->'topics'), texts_of(body->'audiences'), (body->>'priceMin')::numeric,
        coalesce(body->>'priceMax', body->>'priceMin')::numeric, (body->>'capacity')::integer, body->>'enrolMethod',
        coalesce(body->>'enrolPhone', body->>'enrolLink'), (body->>'enrolDeadline')::timestamptz, body->>'lecturer',
        (body->>'hours')::numeric, (body->>'credits')::numeric, body#>>'{series,rule}',
        (body#>>'{series,times,0,starts}')::time, (body#>>'{series,times,0,ends}')::time,
        ARRAY(SELECT (t->>'starts')::time FROM jsonb_array_elements(body#>'{series,times}') WITH ORDINALITY x (t, n) WHERE n > 1 ORDER BY n),
        ARRAY(SELECT (t->>'ends')::time FROM jsonb_array_elements(body#>'{series,times}') WITH ORDINALITY x (t, n) WHERE n > 1 ORDER BY n),
        texts_of(body#>'{series,dates}')::date[],
        'published', 'pins', of_thing::text, app_today(), 'organiser')
      ON CONFLICT (id) DO UPDATE SET title = excluded.title, description = excluded.description, place_id = excluded.place_id,
        mode = excluded.mode, format = excluded.format, topics = excluded.topics, audiences = excluded.audiences,
        price_min = excluded.price_min, price_max = excluded.price_max, capacity = excluded.capacity,
        seats_left = least(activities.seats_left, excluded.capacity), enrol_method = excluded.enrol_method,
        enrol_contact = CASE WHEN excluded.enrol_method IN ('phone', 'link') THEN excluded.enrol_contact ELSE activities.enrol_contact END,
        enrol_deadline = excluded.enrol_deadline, lecturer = excluded.lecturer, hours = excluded.hours, credits = excluded.credits,
        recurrence = excluded.recurrence, starts_time = excluded.starts_time, ends_time = excluded.ends_time,
        more_starts = excluded.more_starts, more_ends = excluded.more_ends,
        session_dates = excluded.session_dates, state = 'published', revision = activities.revision + 1,
        confirmed_on = excluded.confirmed_on, confirmed_by = excluded.confirmed_by, updated_at = now();`,
  setStatus: `
    IF of_day IS NULL THEN
      UPDATE activities SET status = becomes, status_note = nullif(said, ''), updated_at = now() WHERE id = of_thing;
      RETURN FOUND;
    END IF;
    IF NOT EXISTS (SELECT FROM activities WHERE id = of_thing AND of_day = ANY (session_dates)) THEN RETURN false; END IF;
    INSERT INTO activity_sessions (activity_id, session_date, of_start, status, note)
      SELECT of_thing, of_day, t.of_start, becomes, nullif(said, '')
      FROM activities a CROSS JOIN LATERAL (SELECT NULL::time AS of_start UNION ALL SELECT unnest(a.more_starts)) t WHERE a.id = of_thing
      ON CONFLICT (activity_id, session_date, of_start) DO UPDATE SET status = excluded.status, note = excluded.note;
    RETURN true;`,
  check: (body, today) => [...checkPrice(body), ...checkSeries(body, today)],
  details: readActivity,
};
