import {
  audiencesField,
  descriptionField,
  enrolFields,
  groupField,
  heldAtField,
  modeField,
  numberField,
  photosField,
  plainField,
  priceFields,
  termsField,
  textField,
  thingField,
  titleField,
  topicsField,
  kindForm,
} from '../../contract/fields.ts';
import { checkPrice, checkSpan, endOfRows } from '../../contract/form-checks.ts';
import { ORGANISER } from '../../contract/kinds.ts';
import { rowsOf } from '../../contract/form-rows.ts';
import type { PinnedKind } from '../../db/index.ts';
import {
  OFFER_COLUMNS,
  OFFER_UPDATES,
  OFFER_VALUES,
  offerPairs,
  RECORD_COLUMNS,
  RECORD_VALUES,
  recordUpdates,
} from '../../db/pin-sql.ts';
import { readCourse } from './service.ts';

/** One offering: at an institution, a place and a term. */
const offeringFields = [
  modeField,
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
  thingField(
    {
      name: 'heldBy',
      section: 'when',
      names: ['开课机构', 'Held by'],
      hint: ['就是发布机构时不用填', 'Not needed where it is the one that publishes'],
    },
    ORGANISER,
    { isOwn: true },
  ),
];

/** A course and where and when it is offered. */
export const coursePin: PinnedKind = {
  kind: 'course',
  table: 'courses',
  organiser: 'institution_id',
  // Without offerings, or with one that has no end, it goes on.
  lastDay: `(SELECT CASE WHEN bool_and(o.ends_on IS NOT NULL) THEN max(o.ends_on) END FROM course_offerings o WHERE o.course_id = t.id)`,
  form: kindForm('course', [
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
    groupField(
      { name: 'offerings', section: 'when', names: ['开课安排', 'When and where it is offered'], isNeeded: true },
      ['开课', 'Offering'],
      offeringFields,
      { least: 1, most: 60 },
    ),
    ...priceFields,
    audiencesField,
    numberField({ name: 'hours', section: 'who', names: ['学时', 'Learning hours'] }, { most: 5000 }),
    numberField({ name: 'credits', section: 'who', names: ['学分', 'Credits'] }, { least: 0, most: 300, decimals: 1 }),
    descriptionField,
    photosField,
  ]),
  read: `SELECT jsonb_build_object(${offerPairs('t')}, 'level', t.level, 'profession', t.profession, 'hours', t.hours,
      'credits', t.credits, 'offerings', (SELECT jsonb_agg(read_offering(o, t.institution_id) ORDER BY o.starts_on NULLS LAST, o.id)
        FROM course_offerings o WHERE o.course_id = t.id))
    FROM courses t WHERE t.id = of_thing`,
  write: `
    INSERT INTO courses (id, institution_id, ${OFFER_COLUMNS}, level, profession, credits, hours, ${RECORD_COLUMNS})
      VALUES (of_thing, of_institution, ${OFFER_VALUES}, body->>'level',
        CASE WHEN body->>'level' = 'academic' THEN body->>'profession' END, (body->>'credits')::numeric, (body->>'hours')::integer,
        ${RECORD_VALUES})
      ON CONFLICT (id) DO UPDATE SET ${OFFER_UPDATES}, level = excluded.level, profession = excluded.profession,
        credits = excluded.credits, hours = excluded.hours, ${recordUpdates('courses')};
    DELETE FROM course_offerings WHERE course_id = of_thing AND id NOT IN (
      SELECT (o->>'id')::bigint FROM jsonb_array_elements(body->'offerings') o WHERE o ? 'id');
    PERFORM write_offering(of_thing, of_institution, o) FROM jsonb_array_elements(body->'offerings') o;`,
  check: (body) => [
    ...checkPrice(body),
    ...rowsOf(body['offerings']).flatMap((row, at) => checkSpan(row, `/offerings/${at}`)),
  ],
  ends: ({ offerings }) => endOfRows(rowsOf(offerings)),
  details: readCourse,
};
