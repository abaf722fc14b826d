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
  kindForm,
} from '../../contract/fields.ts';
import { checkPrice, checkSeries, endOfSeries } from '../../contract/form-checks.ts';
import type { PinnedKind } from '../../db/index.ts';
import {
  enrolPairs,
  OFFER_COLUMNS,
  OFFER_UPDATES,
  OFFER_VALUES,
  offerPairs,
  placePair,
  RECORD_COLUMNS,
  RECORD_VALUES,
  recordUpdates,
} from '../../db/pin-sql.ts';
import { readActivity } from './service.ts';

/** What an educator says of an activity, and how it is read and written. */
export const activityPin: PinnedKind = {
  kind: 'activity',
  table: 'activities',
  organiser: 'institution_id',
  status: 'status',
  lastDay: `greatest(t.session_dates[cardinality(t.session_dates)],
    (SELECT max((s.starts_at AT TIME ZONE 'Asia/Shanghai')::date) FROM activity_sessions s WHERE s.activity_id = t.id))`,
  form: kindForm(
    'activity',
    [
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
    ['scheduled', 'moved_online', 'postponed', 'cancelled'],
  ),
  read: `SELECT jsonb_build_object(${offerPairs('t')}, ${enrolPairs('t')}, ${placePair('t')},
      'format', t.format, 'mode', t.mode,
      'series', jsonb_build_object('words', '', 'rule', t.recurrence, 'dates', t.session_dates, 'times', (
        SELECT jsonb_agg(jsonb_build_object('starts', to_char(m.starts, 'HH24:MI'), 'ends', to_char(m.ends, 'HH24:MI')) ORDER BY m.n)
        FROM unnest(t.starts_time || t.more_starts, t.ends_time || t.more_ends) WITH ORDINALITY AS m (starts, ends, n))),
      'lecturer', t.lecturer, 'hours', t.hours, 'credits', t.credits)
    FROM activities t WHERE t.id = of_thing`,
  write: `
    INSERT INTO activities (id, institution_id, ${OFFER_COLUMNS}, place_id, mode, format, capacity, enrol_method, enrol_contact,
        enrol_deadline, lecturer, hours, credits, recurrence, starts_time, ends_time, more_starts, more_ends, session_dates, ${RECORD_COLUMNS})
      VALUES (of_thing, of_institution, ${OFFER_VALUES}, of_place, body->>'mode', body->>'format',
        (body->>'capacity')::integer, body->>'enrolMethod',
        coalesce(body->>'enrolPhone', body->>'enrolLink'), (body->>'enrolDeadline')::timestamptz, body->>'lecturer',
        (body->>'hours')::numeric, (body->>'credits')::numeric, body#>>'{series,rule}',
        (body#>>'{series,times,0,starts}')::time, (body#>>'{series,times,0,ends}')::time,
        ARRAY(SELECT (t->>'starts')::time FROM jsonb_array_elements(body#>'{series,times}') WITH ORDINALITY x (t, n) WHERE n > 1 ORDER BY n),
        ARRAY(SELECT (t->>'ends')::time FROM jsonb_array_elements(body#>'{series,times}') WITH ORDINALITY x (t, n) WHERE n > 1 ORDER BY n),
        texts_of(body#>'{series,dates}')::date[], ${RECORD_VALUES})
      ON CONFLICT (id) DO UPDATE SET ${OFFER_UPDATES}, place_id = excluded.place_id,
        mode = excluded.mode, format = excluded.format, capacity = excluded.capacity,
        seats_left = least(activities.seats_left, excluded.capacity), enrol_method = excluded.enrol_method,
        enrol_contact = CASE WHEN excluded.enrol_method IN ('phone', 'link') THEN excluded.enrol_contact ELSE activities.enrol_contact END,
        enrol_deadline = excluded.enrol_deadline, lecturer = excluded.lecturer, hours = excluded.hours, credits = excluded.credits,
        recurrence = excluded.recurrence, starts_time = excluded.starts_time, ends_time = excluded.ends_time,
        more_starts = excluded.more_starts, more_ends = excluded.more_ends,
        session_dates = excluded.session_dates, ${recordUpdates('activities')};`,
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
  ends: endOfSeries,
  details: readActivity,
};
