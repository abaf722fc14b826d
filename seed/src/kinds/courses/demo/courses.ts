import { allocate } from '../../../demo/allocate.ts';
import type { Day } from '../../../demo/calendar.ts';
import { yearOf } from '../../../demo/calendar.ts';
import type { World } from '../../../demo/campuses.ts';
import { courseNamesOf } from './course-names.ts';
import { Dice } from '../../../demo/dice.ts';
import type { Institution } from '../../../demo/institution.ts';
import type { InstitutionType } from '../../../demo/institution-types.ts';
import { rollOfferings } from './offerings.ts';
import type { Offering } from './offerings.ts';
import type { Price } from '../../../demo/prices.ts';
import { rollPrice } from '../../../demo/prices.ts';
import type { Profession } from './professions.ts';
import type { ChooseTopic } from '../../../demo/topic-choice.ts';
import { createRings } from '../../../demo/ring.ts';
import type { Ring } from '../../../demo/ring.ts';
import { audiencesOf, factsOf, isTold } from '../../../demo/topics/facts.ts';
import { unique } from '../../../demo/unique.ts';

export interface Course {
  index: number;
  sourceId: string;
  title: string;
  description: string;
  institution: Institution;
  level: 'academic' | 'skills';
  profession: Profession | null;
  edition: string;
  credits: number | null;
  hours: number;
  topics: string[];
  audiences: string[];
  price: Price;
  offerings: Offering[];
  confirmed: Day;
}

const ACADEMIC_SHARE = 0.7;
const PAID_SHARE = 0.5;
const WEIGHTS: Partial<Record<InstitutionType, number>> = {
  'provincial-open-university': 60,
  'city-open-university': 25,
  'continuing-education-college': 18,
  'county-open-university': 8,
  'vocational-college': 5,
  'training-provider': 0.6,
};
const ACADEMIC: ReadonlySet<InstitutionType> = new Set([
  'provincial-open-university',
  'city-open-university',
  'county-open-university',
  'continuing-education-college',
  'vocational-college',
]);
const DEGREE_TOPICS: Record<Profession['degree'], string> = {
  secondary: 'high-school-equivalency',
  junior_college: 'open-associate-degree',
  bachelor: 'open-bachelor-degree',
  postgraduate: 'postgraduate-study',
};
const GRADES = ['初级', '中级', '高级', '基础', '实务', '综合'] as const;

export interface CourseTerms {
  world: World;
  chooseTopic: ChooseTopic;
  professions: readonly Profession[];
  institutions: readonly Institution[];
}

/** `count` courses of the institutions that teach for degrees and trades. */
export function createCourses(terms: CourseTerms, count: number): Course[] {
  const owners = terms.institutions.filter(({ type }) => WEIGHTS[type]);
  const counts = allocate(
    count,
    owners.map(({ type, bustle }) => WEIGHTS[type]! * bustle ** 0.3),
  );
  const centres = groupCentres(terms.world.seed, owners);
  const courses: Course[] = [];
  owners.forEach((owner, at) => {
    const near = centres.get(owner.town.county.city.code) ?? null;
    for (let number = 0; number < counts[at]!; number++) {
      courses.push(createCourse(terms, owner, near, number, courses.length));
    }
  });
  return courses;
}

/** The academic institutions of each city. */
function groupCentres(seed: string, owners: readonly Institution[]): Map<string, Ring<Institution>> {
  const academic = owners.filter(({ type }) => ACADEMIC.has(type));
  return createRings(seed, academic, ({ town }) => town.county.city.code);
}

function createCourse(
  terms: CourseTerms,
  institution: Institution,
  centres: Ring<Institution> | null,
  number: number,
  index: number,
): Course {
  const { world } = terms;
  const sourceId = `course-${institution.sourceId.slice('inst-'.length)}-${String(number).padStart(4, '0')}`;
  const dice = new Dice(world.seed, 'course', sourceId);
  const isAcademic = ACADEMIC.has(institution.type) && dice.chance(ACADEMIC_SHARE);
  const content = isAcademic ? rollAcademic(dice, terms.professions) : rollSkills(dice, terms, institution);
  const { facts, ...own } = content;
  return {
    index,
    sourceId,
    ...own,
    institution,
    edition: `${yearOf(world.asOf) - dice.below(3)}版`,
    price: rollPrice(dice, facts.price, institution.type, PAID_SHARE),
    offerings: rollOfferings(dice, world, { sourceId, owner: institution, centres, facts, audiences: own.audiences }),
    confirmed: world.asOf - Math.floor(300 * dice.next() ** 2),
  };
}

function rollAcademic(dice: Dice, professions: readonly Profession[]) {
  const profession = dice.pick(professions);
  const title = dice.pick(courseNamesOf(profession.code));
  const credits = dice.between(2, 6);
  const topic = DEGREE_TOPICS[profession.degree];
  return {
    title,
    description: `${profession.name}专业课程，${credits}学分，采用自学、面授与线上答疑相结合的方式，形成性考核与期末考试共同评定成绩。`,
    level: 'academic' as const,
    profession,
    credits,
    hours: credits * 18,
    topics: [topic],
    facts: factsOf({ topic, subject: title, format: 'course-series', isDawn: false }),
    audiences: dice.chance(0.3) ? ['workers', 'veterans'] : ['workers'],
  };
}

function rollSkills(dice: Dice, { chooseTopic }: CourseTerms, { teaches, town }: Institution) {
  const topic = chooseTopic(dice, teaches, town);
  // What is told in an evening makes no course.
  const subject = dice.pick(topic.subjects.filter((one) => !isTold(one)));
  const audiences = audiencesOf(subject, topic.audiences);
  return {
    title: `${subject}（${dice.pick(GRADES)}）`,
    description: `${topic.blurb}。理论与实作相结合，结业考核合格后可登记学习成果。`,
    level: 'skills' as const,
    profession: null,
    credits: dice.chance(0.5) ? dice.between(1, 8) / 2 : null,
    hours: 4 * dice.between(2, 20),
    topics: [topic.code],
    facts: factsOf({ topic: topic.code, subject, format: 'course-series', isDawn: false }),
    audiences: unique([audiences[0]!, dice.pick(audiences)]),
  };
}
