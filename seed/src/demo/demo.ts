import { allocate } from './allocate.ts';
import type { Activity } from './activity.ts';
import { createActivity } from './activity.ts';
import type { Day } from './calendar.ts';
import type { World } from './campuses.ts';
import type { Course } from './courses.ts';
import { createCourses } from './courses.ts';
import type { CreditPoint } from './credit-points.ts';
import { createCreditPoints } from './credit-points.ts';
import { createGround } from './geography/towns.ts';
import type { Institution } from './institution.ts';
import { createInstitutions } from './institutions.ts';
import type { Place } from './place.ts';
import { createPlaces, groupVenues } from './places.ts';
import type { Profession } from './professions.ts';
import { describeProfessions } from './professions.ts';
import type { Resource } from './resources.ts';
import { createResources } from './resources.ts';
import { createTopicChoice } from './topic-choice.ts';
import { describeTopics } from './topics/index.ts';
import { loadBasemap, loadDivisions, loadVocabularies } from '../sources/reference-files.ts';

export interface DemoOptions {
  /** 1 is the published scale. */
  scale: number;
  asOf: Day;
  seed?: string;
  /** Instead of what follows from the scale. */
  counts?: Partial<typeof FULL>;
}
/** Everything the demo holds; the two long lists come one thing at a time, in the order of `index`. */
export interface Demo {
  world: World;
  professions: Profession[];
  institutions: Institution[];
  places: Place[];
  courses: Course[];
  creditPoints: CreditPoint[];
  activities: () => Generator<Activity>;
  resources: () => Generator<Resource>;
  counts: { activities: number; resources: number };
}

/** The published scale; places and sessions follow from it. */
const FULL = { institutions: 5_000, places: 25_000, activities: 110_000, courses: 6_000, resources: 50_000 };
// Every city has an institution, and every kind shows, however small the scale.
const LEAST = 40;

/** The same options give the same demo at any time. */
export function createDemo({ scale, asOf, seed = 'zhejiang', counts }: DemoOptions): Demo {
  if (!(scale > 0 && scale <= 20)) throw new Error(`the scale ${scale} is not above 0 and at most 20`);
  const count = (kind: keyof typeof FULL) => counts?.[kind] ?? Math.max(LEAST, Math.round(FULL[kind] * scale));
  const vocabularies = loadVocabularies();
  const world: World = { seed, asOf, ground: createGround(seed, loadDivisions(), loadBasemap()) };
  const chooseTopic = createTopicChoice(describeTopics(vocabularies.topic));
  const professions = describeProfessions(vocabularies.profession);

  const institutions = createInstitutions(world, chooseTopic, count('institutions'));
  const places = createPlaces(world, institutions, count('places'));
  const venues = groupVenues(seed, institutions, places);
  const perInstitution = allocate(
    count('activities'),
    institutions.map(({ bustle }) => bustle),
  );

  function* activities() {
    const terms = { world, chooseTopic, venues };
    let index = 0;
    for (const [at, institution] of institutions.entries()) {
      for (let number = 0; number < perInstitution[at]!; number++) {
        yield createActivity(terms, institution, number, index++);
      }
    }
  }
  return {
    world,
    professions,
    institutions,
    places,
    courses: createCourses({ world, chooseTopic, professions, institutions }, count('courses')),
    creditPoints: createCreditPoints(world, institutions, scale),
    activities,
    resources: () => createResources({ world, chooseTopic, institutions }, count('resources')),
    counts: { activities: count('activities'), resources: count('resources') },
  };
}
