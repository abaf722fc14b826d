import { allocate } from '../../../demo/allocate.ts';
import type { World } from '../../../demo/campuses.ts';
import type { Day } from '../../../demo/calendar.ts';
import { Dice } from '../../../demo/dice.ts';
import { rollEnrolment } from '../../../demo/enrolment.ts';
import type { Enrolment } from '../../../demo/enrolment.ts';
import type { Town } from '../../../demo/geography/towns.ts';
import type { Institution } from '../../../demo/institution.ts';
import { TYPE_TRAITS } from '../../../demo/institution-types.ts';
import type { Place } from '../../../demo/place.ts';
import type { Ring } from '../../../demo/ring.ts';
import { rollPrice } from '../../../demo/prices.ts';
import type { Price } from '../../../demo/prices.ts';
import { rollSchedule } from './schedule.ts';
import type { Schedule, SlotName } from './schedule.ts';
import { rollDifferences } from './session-differences.ts';
import type { SessionDifference } from './session-differences.ts';
import type { ChooseTopic } from '../../../demo/topic-choice.ts';
import type { Topic } from '../../../demo/topics/index.ts';
import { unique } from '../../../demo/unique.ts';
import { composeDescription, composeTitle, rollTeacher } from './wording.ts';

export type Status = 'scheduled' | 'moved_online' | 'postponed' | 'rescheduled' | 'full' | 'cancelled';
export type Mode = 'offline' | 'online' | 'mixed';
export interface Activity {
  index: number;
  sourceId: string;
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
  venues: Map<Town, Ring<Place>>;
  institutions: readonly Institution[];
}

const STATUSES = ['full', 'cancelled', 'moved_online', 'postponed', 'rescheduled', 'scheduled'] as const;
const STATUS_WEIGHTS = [100, 30, 4, 4, 4, 858] as const;
const MODES = ['offline', 'online', 'mixed'] as const;
const MODE_WEIGHTS = [945, 20, 35] as const;
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
  const { world, chooseTopic } = terms;
  const sourceId = `act-${institution.sourceId.slice('inst-'.length)}-${String(number).padStart(4, '0')}`;
  const dice = new Dice(world.seed, 'activity', sourceId);
  const topic = chooseTopic(dice, institution.type, institution.town);
  const audiences = rollAudiences(dice, topic);
  const mode = MODES[dice.weighted(MODE_WEIGHTS)]!;
  const format = mode === 'online' ? 'livestream' : mode === 'mixed' ? 'blended' : rollFormat(dice, topic);
  const schedule = rollSchedule(dice, world.asOf, slotFor(dice, audiences[0]!, topic), format);
  const status = STATUSES[dice.weighted(STATUS_WEIGHTS)]!;
  const place = mode === 'online' || dice.chance(UNPLACED_SHARE) ? null : rollPlace(dice, institution, terms.venues);
  const titleTerms = {
    subject: dice.pick(topic.subjects),
    format,
    audience: audiences[0]!,
    town: institution.town.name,
    schedule,
  };
  const first = schedule.dates[0]!;
  const enrolment = rollEnrolment(dice, {
    sourceId,
    phone: institution.phone,
    room: place?.room ?? 200,
    isFull: status === 'full',
    begins: first >= world.asOf ? first : null,
  });
  return {
    index,
    sourceId,
    title: composeTitle(dice, titleTerms),
    description: composeDescription(dice, topic.blurb, schedule.dates.length),
    institution,
    place,
    mode,
    format,
    topics: rollTopics(dice, terms, institution, topic),
    audiences,
    price: rollPrice(dice, TYPE_TRAITS[institution.type].paid),
    enrolment,
    lecturer: rollTeacher(dice, topic.parent),
    status,
    schedule,
    differences: status === 'scheduled' ? rollDifferences(dice, schedule, world.asOf, enrolment.capacity) : [],
    confirmed: world.asOf - Math.floor(200 * dice.next() ** 2),
  };
}

/** The first audience of a topic is its likeliest; one in five activities is for just anybody near. */
function rollAudiences(dice: Dice, { audiences }: Topic): string[] {
  const main = dice.chance(0.5) ? audiences[0]! : dice.pick(audiences);
  if (dice.chance(0.45)) return [main];
  return unique([main, dice.chance(0.2) ? 'residents' : dice.pick(audiences)]);
}

/** A second leaf, if any, belongs to the same topic. */
function rollTopics(dice: Dice, { chooseTopic }: ActivityTerms, { type, town }: Institution, topic: Topic): string[] {
  if (!dice.chance(SECOND_TOPIC_SHARE)) return [topic.code];
  const second = chooseTopic(dice, type, town);
  return unique([topic.code, second.parent === topic.parent ? second.code : topic.code]);
}

function rollFormat(dice: Dice, { formats }: Topic): string {
  return dice.chance(0.5) ? formats[0]! : dice.pick(formats);
}

const SLOT_NAMES = ['day', 'evening', 'weekend'] as const;
const SLOT_WEIGHTS: Record<string, readonly number[]> = {
  seniors: [88, 4, 8],
  'new-farmers': [70, 20, 10],
  disabled: [80, 5, 15],
  preschool: [5, 10, 85],
  teenagers: [5, 12, 83],
  parents: [8, 32, 60],
  residents: [45, 25, 30],
  women: [40, 32, 28],
  'college-students': [10, 45, 45],
  workers: [6, 69, 25],
  'migrant-workers': [5, 65, 30],
  'job-seekers': [65, 20, 15],
  veterans: [35, 40, 25],
};

function slotFor(dice: Dice, audience: string, { code }: Topic): SlotName {
  if (code === 'tai-chi-qigong' && dice.chance(0.4)) return 'dawn';
  return SLOT_NAMES[dice.weighted(SLOT_WEIGHTS[audience] ?? [1, 1, 1])]!;
}

function rollPlace(dice: Dice, institution: Institution, venues: Map<Town, Ring<Place>>): Place {
  const { campuses, town, level } = institution;
  const campus = () => (campuses.length === 1 || dice.chance(0.6) ? campuses[0]! : dice.pick(campuses)).place;
  if (dice.chance(level === 'village' ? 0.75 : 0.45)) return campus();
  // Offices of counties and cities also teach in the other towns of the county.
  const away = level === 'county' || level === 'city' || level === 'province' ? dice.pick(town.county.towns) : town;
  const near = venues.get(away) ?? venues.get(town);
  return near ? near.pick(dice) : campus();
}
