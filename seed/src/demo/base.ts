import type { Day } from './calendar.ts';
import type { World } from './campuses.ts';
import { createGround } from './geography/towns.ts';
import type { Institution } from './institution.ts';
import { createInstitutions } from './institutions.ts';
import type { Place } from './place.ts';
import { createPlaces, groupVenues, type Venues } from './places.ts';
import { createTopicChoice, type ChooseTopic } from './topic-choice.ts';
import { describeTopics } from './topics/index.ts';
import { loadBasemap, loadDivisions, loadVocabularies } from '../sources/reference-files.ts';

export interface DemoOptions {
  /** 1 is the published scale. */
  scale: number;
  asOf: Day;
  seed?: string;
  /** By file of the export, instead of what follows from the scale. */
  counts?: Readonly<Record<string, number>>;
}
/** What the things of every kind stand on: who offers them, where, and of what they are. */
export interface DemoBase {
  scale: number;
  world: World;
  chooseTopic: ChooseTopic;
  institutions: Institution[];
  places: Place[];
  venues: Venues;
  /** How many things, of which there are `full` at the published scale. */
  count: (name: string, full: number) => number;
}

/** At the published scale. */
const FULL = { institutions: 5_000, places: 25_000 };
// Every city has an institution, and every kind shows, however small the scale.
const LEAST = 40;

/** The same options give the same demo at any time. */
export function createBase({ scale, asOf, seed = 'zhejiang', counts = {} }: DemoOptions): DemoBase {
  if (!(scale > 0 && scale <= 20)) throw new Error(`the scale ${scale} is not above 0 and at most 20`);
  const count = (name: string, full: number) => counts[name] ?? Math.max(LEAST, Math.round(full * scale));
  const world: World = { seed, asOf, ground: createGround(seed, loadDivisions(), loadBasemap()) };
  const chooseTopic = createTopicChoice(describeTopics(loadVocabularies().topic));
  const institutions = createInstitutions(world, chooseTopic, count('institutions', FULL.institutions));
  const places = createPlaces(world, institutions, count('places', FULL.places));
  const venues = groupVenues(seed, institutions, places);
  return { scale, world, chooseTopic, institutions, places, venues, count };
}
