import { allocate } from '../../../demo/allocate.ts';
import type { World } from '../../../demo/campuses.ts';
import type { Day } from '../../../demo/calendar.ts';
import { Dice } from '../../../demo/dice.ts';
import { rollEnrolment } from '../../../demo/enrolment.ts';
import type { Enrolment } from '../../../demo/enrolment.ts';
import type { Institution } from '../../../demo/institution.ts';
import { TYPE_TRAITS } from '../../../demo/institution-types.ts';
import { isOpen } from '../../../demo/opening.ts';
import type { Place } from '../../../demo/place.ts';
import type { Venues } from '../../../demo/places.ts';
import { BANDS } from '../../../demo/price-bands.ts';
import { rollPrice } from '../../../demo/prices.ts';
import type { Price } from '../../../demo/prices.ts';
import { isForPupils, isSchoolTime } from '../../../demo/school-time.ts';
import type { ChooseTopic } from '../../../demo/topic-choice.ts';
import { relatedTo } from '../../../demo/topics/related.ts';
import type { Topic } from '../../../demo/topics/index.ts';
import { rollLesson, type Mode } from './lesson.ts';
import { rollMeeting } from './meeting.ts';
import type { Schedule } from './schedule.ts';
import { rollDifferences } from './session-differences.ts';
import type { SessionDifference } from './session-differences.ts';
import { composeDescription, composeTitle, rollTeacher } from './wording.ts';

export type Status = 'scheduled' | 'moved_online' | 'postponed' | 'rescheduled' | 'full' | 'cancelled';
export interface Activity {
  index: number;
  sourceId: string;
  /** What is taught, as its topic lists it. */
  subject: string;
  title: string;
  description: string;
  institution: Institution;
  place: Place | null;
  mode: Mode;
  format: string;
  topics: string[];
  audiences: string[];
  price: Price;
  enrolment: Enrolment;
  lecturer: string | null;
  status: Status;
  schedule: Schedule;
  differences: SessionDifference[];
  confirmed: Day;
}
export interface ActivityTerms {
  world: World;
  chooseTopic: ChooseTopic;
  venues: Venues;
  institutions: readonly Institution[];
}

const STATUSES = ['full', 'cancelled', 'moved_online', 'postponed', 'rescheduled', 'scheduled'] as const;
const STATUS_WEIGHTS = [100, 30, 4, 4, 4, 858] as const;
// Its place is still to be named.
const UNPLACED_SHARE = 0.005;
const SECOND_TOPIC_SHARE = 0.4;

/** One at a time, in the order of `index`. */
export function* createActivities(terms: ActivityTerms, count: number): Generator<Activity> {
  const { institutions } = terms;
  const perInstitution = allocate(
    count,
    institutions.map(({ bustle }) => bustle),
  );
  let index = 0;
  for (const [at, institution] of institutions.entries()) {
    for (let number = 0; number < perInstitution[at]!; number++) {
      yield createActivity(terms, institution, number, index++);
    }
  }
}

/** The `number`th activity of an institution; `index` is its number among all. */
function createActivity(terms: ActivityTerms, institution: Institution, number: number, index: number): Activity {
  const { world, chooseTopic, venues } = terms;
  const sourceId = `act-${institution.sourceId.slice('inst-'.length)}-${String(number).padStart(4, '0')}`;
  const dice = new Dice(world.seed, 'activity', sourceId);
  const lesson = rollLesson(dice, chooseTopic, institution);
  const { topic, subject, mode, dawn, audiences, format, facts } = lesson;
  const isPlaced = !dice.chance(UNPLACED_SHARE) && mode !== 'online';
  const { schedule, place, town } = rollMeeting(dice, { asOf: world.asOf, lesson, institution, venues, isPlaced });
  const rolled = STATUSES[dice.weighted(STATUS_WEIGHTS)]!;
  const price = rollPrice(dice, facts.price, institution.type, TYPE_TRAITS[institution.type].paid);
  const isPrepaid = price.max > 0 && BANDS[facts.price].unit === 'term';
  const isOpenToAll = mode === 'offline' && !isPrepaid && (rolled !== 'full' || dawn !== null);
  const isWalkIn = dice.chance(facts.walkIn) && isOpenToAll;
  // What anybody walks into is never full.
  const status = rolled === 'full' && isWalkIn ? 'scheduled' : rolled;
  const first = schedule.dates[0]!;
  const enrolment = rollEnrolment(dice, {
    sourceId,
    phone: institution.phone,
    room: place?.room ?? 200,
    group: facts.group,
    isWalkIn,
    isFull: status === 'full',
    begins: first >= world.asOf ? first : null,
  });
  const suits = (day: Day) =>
    (place === null || isOpen(place, day, schedule.starts, schedule.ends)) &&
    !(isForPupils(audiences) && isSchoolTime(day, schedule.starts));
  const wording = { lesson, town, schedule, isFree: price.max === 0, isWalkIn };
  return {
    index,
    sourceId,
    subject,
    title: composeTitle(dice, wording),
    description: composeDescription(dice, wording),
    institution,
    place,
    mode,
    format,
    topics: rollTopics(dice, topic),
    audiences,
    price,
    enrolment,
    lecturer: dawn ? null : rollTeacher(dice, topic),
    status,
    schedule,
    confirmed: world.asOf - Math.floor(200 * dice.next() ** 2),
    // Last, as it rolls more or less often by the room.
    differences:
      status === 'scheduled'
        ? rollDifferences(dice, { schedule, asOf: world.asOf, capacity: enrolment.capacity, suits })
        : [],
  };
}

/** A second leaf, if any, is one that goes with the first. */
function rollTopics(dice: Dice, { code }: Topic): string[] {
  const others = relatedTo(code);
  return dice.chance(SECOND_TOPIC_SHARE) && others.length > 0 ? [code, dice.pick(others)] : [code];
}
