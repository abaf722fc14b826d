import type { Course as CourseLd, CourseInstance, WithContext } from 'schema-dts';
import { ORGANISER } from '../../contract/kinds.ts';
import * as details from '../../html/details.ts';
import { factWords, toLines } from '../../html/facts.ts';
import {
  CONTEXT,
  COURSE_MODE,
  isFree,
  toOffer,
  toImages,
  toOrganization,
  toPlaceLd,
  urlOf,
} from '../../html/json-ld.ts';
import { html, type Part } from '../../html/markup.ts';
import { pathOf, type PageContext, type PublicPage } from '../../html/page.ts';
import { listFacts } from './facts.ts';
import type { Course } from './schema.ts';
import { texts } from './texts.ts';

type Offering = Course['offerings'][number];
const heldAt = (offering: Offering | undefined) => offering?.place ?? offering?.venue ?? null;

/** A course for readers without scripts and for search engines. */
export function toPage(course: Course, context: PageContext): PublicPage {
  const { words } = context;
  const { title, description, institution, topics } = course;
  const path = pathOf('course', course.id);
  const parts = [
    details.factList(listLines(course, context)),
    description && html`<p>${description}</p>`,
    renderOfferings(course.offerings, context),
    details.relatedLinks({ topics, institution, division: heldAt(course.offerings[0])?.division ?? null }, words),
  ];
  const level = words.label('course_level', course.level);
  return {
    path,
    title,
    description: [level, institution.name, words.price(course.price), description].filter(Boolean).join(' · '),
    jsonLd: toCourse(course, context),
    body: details.renderMain(
      { title, kind: words.kind('course'), isDemo: course.provenance.isDemo, photos: course.photos, parts },
      words,
      path,
    ),
  };
}

function listLines(course: Course, { words }: PageContext): details.Fact[] {
  const { t } = words;
  return [
    [t.facts.kind, words.label('course_level', course.level)],
    ...toLines(listFacts(course, factWords(words)), words),
    [t.facts.organiser, details.link(words, ORGANISER, course.institution)],
    [t.facts.above, details.chain(words, ORGANISER, course.ancestors)],
    [t.facts.confirmed, words.confirmed(course.provenance)],
  ];
}

function renderOfferings(offerings: readonly Offering[], { words }: PageContext): Part {
  const own = texts[words.lang];
  if (offerings.length === 0) return html`<p>${own.none}</p>`;
  return html`<section>
    <h2>${own.offerings}</h2>
    ${offerings.map((offering) => details.factList(listOfferingFacts(offering, words)))}
  </section>`;
}

function listOfferingFacts(offering: Offering, words: PageContext['words']): details.Fact[] {
  const { t, format } = words;
  const { startsOn, endsOn, enrol, status } = offering;
  const held = heldAt(offering);
  const period = [startsOn, endsOn].map((day) => (day === null ? '' : format.day(day))).join(' – ');
  const isMovedOnline = status === 'moved_online';
  return [
    [texts[words.lang].period, period === ' – ' ? texts[words.lang].anyTime : period],
    [t.facts.status, status !== 'scheduled' && t.statuses[status]],
    [texts[words.lang].timetable, offering.timetable],
    [t.facts.mode, t.modes[offering.mode]],
    ...(held ? details.placeFacts(words, held) : [details.noPlaceFact(words, offering.mode, isMovedOnline)]),
    [t.facts.seats, status === 'cancelled' || status === 'ended' ? null : words.seats(offering.seats)],
    [t.facts.enrol, enrol && [t.enrolMethods[enrol.method], ' ', details.contact(enrol)]],
    [t.facts.deadline, enrol?.deadline && format.dayAndTime(enrol.deadline)],
    [t.facts.organiser, details.link(words, ORGANISER, offering.institution)],
  ];
}

function toCourse(course: Course, context: PageContext): WithContext<CourseLd> {
  const url = urlOf(context, pathOf('course', course.id));
  const { words } = context;
  return {
    '@context': CONTEXT,
    '@type': 'Course',
    '@id': url,
    url,
    ...toImages(course.photos, context),
    name: course.title,
    description: course.description || course.title,
    inLanguage: course.provenance.lang,
    courseCode: String(course.id),
    version: course.edition,
    provider: toOrganization(course.institution, context),
    keywords: course.topics.map((code) => words.label('topic', code)),
    audience: { '@type': 'EducationalAudience', audienceType: details.audiences(words, course.audiences) },
    educationalLevel: words.label('course_level', course.level),
    dateModified: course.provenance.updatedAt,
    ...(course.hours !== null && { timeRequired: `PT${course.hours}H` }),
    ...isFree(course.price),
    ...toOffer({ price: course.price, left: null, until: null, url }),
    hasCourseInstance: course.offerings.map((offering) => toInstance(offering, course, context)),
  };
}

function toInstance(offering: Offering, course: Course, context: PageContext): CourseInstance {
  const { startsOn, endsOn, timetable, seats } = offering;
  const held = heldAt(offering);
  return {
    '@type': 'CourseInstance',
    name: course.title,
    courseMode: COURSE_MODE[offering.mode],
    organizer: toOrganization(offering.institution, context),
    ...(startsOn && { startDate: startsOn }),
    ...(endsOn && { endDate: endsOn }),
    ...(timetable && { description: timetable }),
    ...(held && { location: toPlaceLd(held, context) }),
    ...(course.hours !== null && { courseWorkload: `PT${course.hours}H` }),
    ...(seats.left !== null && { remainingAttendeeCapacity: seats.left }),
  };
}
