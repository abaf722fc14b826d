import type { ActivitiesTable, ActivitySessionsTable } from '@zlm/server/modules/activities/tables';
import type { CourseOfferingsTable, CoursesTable, ProfessionsTable } from '@zlm/server/modules/courses/tables';
import type { CreditPointsTable } from '@zlm/server/modules/credit-points/tables';
import type {
  InstitutionParentsTable,
  InstitutionPlacesTable,
  InstitutionsTable,
} from '@zlm/server/modules/institutions/tables';
import type { OpeningExceptionsTable, PlacesTable } from '@zlm/server/modules/places/tables';
import type { ResourcesTable } from '@zlm/server/modules/resources/tables';
import type { Activity } from '../demo/activity.ts';
import { dayText } from '../demo/calendar.ts';
import type { Day } from '../demo/calendar.ts';
import type { Course } from '../demo/courses.ts';
import type { CreditPoint } from '../demo/credit-points.ts';
import type { Enrolment } from '../demo/enrolment.ts';
import type { Institution } from '../demo/institution.ts';
import type { Offering } from '../demo/offerings.ts';
import type { Place } from '../demo/place.ts';
import type { Profession } from '../demo/professions.ts';
import type { Resource } from '../demo/resources.ts';
import { encodeDays, encodeList, encodePoint, encodeShanghai } from './encode.ts';
import type { Value } from './encode.ts';

/** What refers to a thing of the demo: its id in a database, its source id in an export. */
export interface Ids {
  place: (place: Place) => Ref;
  institution: (institution: Institution) => Ref;
  activity: (activity: Activity) => Ref;
  course: (course: Course) => Ref;
  offering: (number: number) => Ref;
  resource: (resource: Resource) => Ref;
  creditPoint: (point: CreditPoint) => Ref;
}
type Ref = number | string;

type Row<Table> = Partial<Record<keyof Table, Value>>;

const SOURCE = 'demo';
const CONFIRMED_BY = '示例数据';
const optional = <T>(value: T | null, write: (value: T) => Value): Value => (value === null ? null : write(value));
const record = ({ sourceId, confirmed }: { sourceId: string; confirmed: Day }) => ({
  state: 'published',
  source_system: SOURCE,
  source_id: sourceId,
  is_demo: true,
  confirmed_on: dayText(confirmed),
  confirmed_by: CONFIRMED_BY,
});
const enrol = ({ capacity, seatsLeft, method, contact, deadline }: Enrolment) => ({
  capacity,
  seats_left: seatsLeft,
  enrol_method: method,
  enrol_contact: contact,
  enrol_deadline: optional(deadline, (day) => encodeShanghai(day, '17:00')),
});

export function placeRow(ids: Ids, place: Place) {
  return {
    id: ids.place(place),
    name: place.name,
    address: place.address,
    division: place.town.code,
    geom: encodePoint(place),
    crs: 'WGS84',
    source_x: place.lng,
    source_y: place.lat,
    precision_m: 50,
    phone: place.phone,
    website: place.website,
    opening_hours: optional(place.openingHours, (hours) => JSON.stringify(hours)),
    accessibility: encodeList(place.accessibility),
    ...record(place),
  } satisfies Row<PlacesTable>;
}

export function* exceptionRows(ids: Ids, place: Place) {
  for (const { day, opens, closes, note } of place.exceptions) {
    yield {
      place_id: ids.place(place),
      on_date: dayText(day),
      opens,
      closes,
      note,
    } satisfies Row<OpeningExceptionsTable>;
  }
}

export function institutionRow(ids: Ids, institution: Institution) {
  const { name, aliases, type, level, division, description, phone, website, topics, audiences, opened } = institution;
  return {
    id: ids.institution(institution),
    name,
    aliases: encodeList(aliases),
    type,
    level,
    division,
    description,
    phone,
    website,
    topics: encodeList(topics),
    audiences: encodeList(audiences),
    opened_on: dayText(opened),
    ...record(institution),
  } satisfies Row<InstitutionsTable>;
}

export function* parentRows(ids: Ids, institution: Institution) {
  const { parent, formerParent, opened, since } = institution;
  const row = (above: Institution, during: string) =>
    ({
      institution_id: ids.institution(institution),
      parent_id: ids.institution(above),
      during,
    }) satisfies Row<InstitutionParentsTable>;
  if (formerParent) yield row(formerParent, `[${dayText(opened)},${dayText(since)})`);
  if (parent) yield row(parent, `[${dayText(since)},)`);
}

export function* campusRows(ids: Ids, institution: Institution) {
  for (const [at, { place, label }] of institution.campuses.entries()) {
    yield {
      institution_id: ids.institution(institution),
      place_id: ids.place(place),
      name: label,
      is_main: at === 0,
    } satisfies Row<InstitutionPlacesTable>;
  }
}

export function activityRow(ids: Ids, activity: Activity) {
  const { title, description, institution, place, mode, format, topics, audiences, price, lecturer, status, schedule } =
    activity;
  return {
    id: ids.activity(activity),
    title,
    description,
    institution_id: ids.institution(institution),
    place_id: optional(place, ids.place),
    mode,
    format,
    topics: encodeList(topics),
    audiences: encodeList(audiences),
    price_min: price.min,
    price_max: price.max,
    ...enrol(activity.enrolment),
    lecturer,
    status,
    recurrence: schedule.recurrence,
    starts_time: schedule.starts,
    ends_time: schedule.ends,
    session_dates: encodeDays(schedule.dates),
    ...record(activity),
  } satisfies Row<ActivitiesTable>;
}

export function* differenceRows(ids: Ids, activity: Activity) {
  for (const { day, status, moved, capacity, seatsLeft, note } of activity.differences) {
    yield {
      activity_id: ids.activity(activity),
      session_date: dayText(day),
      status,
      starts_at: moved && encodeShanghai(moved.day, moved.starts),
      ends_at: moved && encodeShanghai(moved.day, moved.ends),
      capacity,
      seats_left: seatsLeft,
      note,
    } satisfies Row<ActivitySessionsTable>;
  }
}

export function professionRow({ code, name, nameEn, degree }: Profession) {
  return { code, name, name_en: nameEn, degree, is_demo: true } satisfies Row<ProfessionsTable>;
}

export function courseRow(ids: Ids, course: Course) {
  const { title, description, institution, level, profession, edition, credits, hours, topics, audiences, price } =
    course;
  return {
    id: ids.course(course),
    title,
    description,
    institution_id: ids.institution(institution),
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

export function offeringRow(ids: Ids, course: Course, offering: Offering, number: number) {
  const { institution, place, mode, starts, ends, timetable, enrolment, status } = offering;
  return {
    id: ids.offering(number),
    course_id: ids.course(course),
    institution_id: ids.institution(institution),
    place_id: optional(place, ids.place),
    mode,
    starts_on: dayText(starts),
    ends_on: dayText(ends),
    timetable,
    ...enrol(enrolment),
    status,
  } satisfies Row<CourseOfferingsTable>;
}

export function resourceRow(ids: Ids, resource: Resource) {
  const { title, description, institution, medium, url, minutes, topics, audiences, price, published } = resource;
  return {
    id: ids.resource(resource),
    title,
    description,
    institution_id: ids.institution(institution),
    medium,
    url,
    duration_minutes: minutes,
    topics: encodeList(topics),
    audiences: encodeList(audiences),
    price_min: price.min,
    price_max: price.max,
    published_on: dayText(published),
    ...record(resource),
  } satisfies Row<ResourcesTable>;
}

export function creditPointRow(ids: Ids, point: CreditPoint) {
  const { name, description, tier, parent, institution, place, services, phone } = point;
  return {
    id: ids.creditPoint(point),
    name,
    description,
    tier,
    parent_id: optional(parent, ids.creditPoint),
    institution_id: optional(institution, ids.institution),
    place_id: ids.place(place),
    services: encodeList(services),
    phone,
    ...record(point),
  } satisfies Row<CreditPointsTable>;
}
