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
import { checkPrice, checkSpan } from '../../contract/form-checks.ts';
import type { PinnedKind } from '../../db/index.ts';
import { readCourse } from './service.ts';

/** A course with its first offering; further ones stay as they are. */
export const coursePin: PinnedKind = {
  kind: 'course',
  table: 'courses',
  organiser: 'institution_id',
  // Without offerings, or with one that has no end, it goes on.
  lastDay: `(SELECT CASE WHEN bool_and(o.ends_on IS NOT NULL) THEN max(o.ends_on) END FROM course_offerings o WHERE o.course_id = t.id)`,
  form: {
    kind: 'course',
    names: { 'zh-CN': KIND_TRAITS.course.names['zh-CN'].one, en: KIND_TRAITS.course.names.en.one },
    statuses: [],
    fields: [
      titleField(['例如：电工（中级）培训', 'For example: Electrician, intermediate']),
      termsField({ name: 'level', section: 'what', names: ['类别', 'Level'], isNeeded: true }, 'course_level', {
        least: 1,
        most: 1,
      }),
      topicsField(),
      termsField(
        {
          name: 'profession',
          section: 'what',
          names: ['专业', 'Profession'],
          when: { field: 'level', is: ['academic'] },
        },
        'profession',
        { most: 1 },
      ),
      { ...modeField, section: 'where' },
      heldAtField,
      plainField('day', { name: 'startsOn', section: 'when', names: ['开课日期', 'Starts on'] }),
      plainField('day', { name: 'endsOn', section: 'when', names: ['结束日期', 'Ends on'] }),
      textField(
        {
          name: 'timetable',
          section: 'when',
          names: ['上课时间', 'Timetable'],
          hint: ['例如：周二、周四晚 18:30–20:30', 'For example: Tuesdays and Thursdays 18:30–20:30'],
        },
        { most: 300 },
      ),
      ...enrolFields,
      ...priceFields,
      audiencesField,
      numberField({ name: 'hours', section: 'who', names: ['学时', 'Learning hours'] }, { most: 5000 }),
      numberField(
        { name: 'credits', section: 'who', names: ['学分', 'Credits'] },
        { least: 0, most: 300, decimals: 1 },
      ),
      descriptionField,
      photosField,
    ],
  },
  read: `SELECT jsonb_build_object('title', t.title, 'description', nullif(t.description, ''), 'level', t.level,
      'profession', t.profession, 'topics', t.topics, 'audiences', nullif(t.audiences, '{}'), 'hours', t.hours,
      'credits', t.credits, 'priceMin', t.price_min::text, 'priceMax', nullif(t.price_max, t.price_min)::text,
      'mode', coalesce(o.mode, 'online'), 'place', CASE WHEN o.place_id IS NOT NULL THEN jsonb_build_object('id', o.place_id) END,
      'startsOn', o.starts_on, 'endsOn', o.ends_on, 'timetable', nullif(o.timetable, ''), 'capacity', o.capacity,
      'enrolMethod', o.enrol_method, 'enrolPhone', CASE WHEN o.enrol_method = 'phone' THEN o.enrol_contact END,
      'enrolLink', CASE WHEN o.enrol_method = 'link' THEN o.enrol_contact END, 'enrolDeadline', to_moment(o.enrol_deadline))
    FROM courses t LEFT JOIN LATERAL (SELECT * FROM course_offerings c WHERE c.course_id = t.id ORDER BY c.id LIMIT 1) o ON true
    WHERE t.id = of_thing`,
  write: `
    INSERT INTO courses (id, title, description, institution_id, level, profession, credits, hours, topics, audiences, price_min,
        price_max, state, source_system, source_id, confirmed_on, confirmed_by)
      VALUES (of_thing, body->>'title', coalesce(body->>'description', ''), of_institution, body->>'level',
        CASE WHEN body->>'level' = 'academic' THEN body->>'profession' END, (body->>'credits')::numeric, (body->>'hours')::integer,
        texts_of(body->'topics'), texts_of(body->'audiences'), (body->>'priceMin')::numeric,
        coalesce(body->>'priceMax', body->>'priceMin')::numeric, 'published', 'pins', of_thing::text, app_today(), 'organiser')
      ON CONFLICT (id) DO UPDATE SET title = excluded.title, description = excluded.description, level = excluded.level,
        profession = excluded.profession, credits = excluded.credits, hours = excluded.hours, topics = excluded.topics,
        audiences = excluded.audiences, price_min = excluded.price_min, price_max = excluded.price_max, state = 'published',
        revision = courses.revision + 1, confirmed_on = excluded.confirmed_on, confirmed_by = excluded.confirmed_by, updated_at = now();
    UPDATE course_offerings SET place_id = of_place, mode = body->>'mode', starts_on = (body->>'startsOn')::date,
        ends_on = (body->>'endsOn')::date, timetable = body->>'timetable', capacity = (body->>'capacity')::integer,
        seats_left = least(seats_left, (body->>'capacity')::integer), enrol_method = body->>'enrolMethod',
        enrol_contact = coalesce(body->>'enrolPhone', body->>'enrolLink',
          CASE WHEN body->>'enrolMethod' IN ('here', 'walk_in') THEN enrol_contact END),
        enrol_deadline = (body->>'enrolDeadline')::timestamptz
      WHERE id = (SELECT min(id) FROM course_offerings WHERE course_id = of_thing);
    IF NOT FOUND THEN
      INSERT INTO course_offerings (course_id, institution_id, place_id, mode, starts_on, ends_on, timetable, capacity,
          enrol_method, enrol_contact, enrol_deadline)
        VALUES (of_thing, of_institution, of_place, body->>'mode', (body->>'startsOn')::date, (body->>'endsOn')::date,
          body->>'timetable', (body->>'capacity')::integer, body->>'enrolMethod',
          coalesce(body->>'enrolPhone', body->>'enrolLink'), (body->>'enrolDeadline')::timestamptz);
    END IF;`,
  check: (body) => [...checkPrice(body), ...checkSpan(body)],
  details: readCourse,
};
