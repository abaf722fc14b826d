import type { CourseOfferingsTable, CoursesTable, ProfessionsTable } from '@zlm/server/modules/courses/tables';
import { dayText } from '../../demo/calendar.ts';
import type { Course } from './demo/courses.ts';
import type { Offering } from './demo/offerings.ts';
import type { Profession } from './demo/professions.ts';
import { encodeList } from '../shared/encode.ts';
import type { Ref, Refs } from '../kind.ts';
import { enrol, optional, record, type Row } from '../shared/rows.ts';

export function professionRow({ code, name, nameEn, degree }: Profession) {
  return { code, name, name_en: nameEn, degree, is_demo: true } satisfies Row<ProfessionsTable>;
}

export function courseRow(refs: Refs, course: Course) {
  const { title, description, institution, level, profession, edition, credits, hours, topics, audiences, price } =
    course;
  return {
    id: refs.own(course),
    title,
    description,
    institution_id: refs.institution(institution),
    level,
    profession: profession?.code ?? null,
    edition,
    credits,
    hours,
    topics: encodeList(topics),
    audiences: encodeList(audiences),
    price_min: price.min,
    price_max: price.max,
    ...record(course),
  } satisfies Row<CoursesTable>;
}

export function offeringRow(refs: Refs, course: Course, offering: Offering, id: Ref) {
  const { institution, place, mode, starts, ends, timetable, enrolment, status } = offering;
  return {
    id,
    course_id: refs.own(course),
    institution_id: refs.institution(institution),
    place_id: optional(place, refs.place),
    mode,
    starts_on: dayText(starts),
    ends_on: dayText(ends),
    timetable,
    ...enrol(enrolment),
    status,
  } satisfies Row<CourseOfferingsTable>;
}
