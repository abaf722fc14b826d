import { BUILDINGS, rollAccessibility, rollExceptions, rollHours, rollPhone } from './building.ts';
import type { Day } from './calendar.ts';
import { Dice } from './dice.ts';
import { findCentreSpot, findVillageSpot } from './geography/spots.ts';
import type { Ground, Town } from './geography/towns.ts';
import type { Campus } from './institution.ts';
import type { PlannedInstitution } from './institution-plan.ts';
import { TYPE_TRAITS, type InstitutionType, type Teaching } from './institution-types.ts';
import { lotOfCampus } from './lots.ts';
import type { Place } from './place.ts';
import { spaces, type Space } from './spaces.ts';
import { addressOf, streetOf, villageHouseOf } from './streets.ts';
import { villageTitle } from './village-names.ts';

export interface World {
  seed: string;
  asOf: Day;
  ground: Ground;
}

const SCHOOL_LABELS = ['本部', '东校区', '新校区'] as const;
const HOUSE_LABELS = ['总馆', '东馆', '新馆'] as const;
const CENTRE_LABELS = ['本部', '东部活动点', '北部活动点'] as const;

interface CampusKind {
  building: keyof typeof BUILDINGS;
  labels: readonly string[];
  spaces: readonly Space[];
}
const campus = (building: CampusKind['building'], labels: readonly string[], rooms: string): CampusKind => ({
  building,
  labels,
  spaces: spaces(rooms),
});
const school = (rooms: string) => campus('school', SCHOOL_LABELS, rooms);

const CULTURE = 'classroom hall studio music kitchen workshop';
const CAMPUSES: Record<InstitutionType, CampusKind> = {
  'provincial-open-university': school(`${CULTURE} computers machines`),
  'city-open-university': school(`${CULTURE} computers machines`),
  'county-open-university': school(`${CULTURE} computers machines`),
  'township-school': school(`${CULTURE} computers`),
  'village-point': campus('village', CENTRE_LABELS, 'classroom hall workshop'),
  'senior-university': school(`${CULTURE} computers`),
  'culture-hall': campus('village', CENTRE_LABELS, CULTURE),
  library: campus('hall', HOUSE_LABELS, 'classroom hall computers reading'),
  'cultural-centre': campus('hall', HOUSE_LABELS, 'classroom hall studio music workshop'),
  museum: campus('hall', HOUSE_LABELS, 'classroom hall workshop'),
  'youth-women-centre': campus('hall', CENTRE_LABELS, `${CULTURE} computers reading gym`),
  'vocational-college': school(`${CULTURE} computers machines gym`),
  'continuing-education-college': school(`${CULTURE} computers machines gym`),
  'training-provider': campus('shop', SCHOOL_LABELS, 'classroom computers'),
};
/** Rooms of a training provider, by what it says it trains for. */
const TRAINING_SPACES: Partial<Record<Teaching, readonly Space[]>> = {
  'trade-school': spaces('classroom computers kitchen machines workshop'),
  'skills-centre': spaces('classroom computers kitchen machines workshop'),
  'arts-centre': spaces('classroom studio music workshop'),
  'learning-school': spaces('classroom computers studio music workshop kitchen'),
};

/** An institution's own places, one to three, the main one first; `index` is set later. */
export function createCampuses(world: World, plan: PlannedInstitution): Campus[] {
  const dice = new Dice(world.seed, 'campuses', plan.sourceId);
  const more = dice.chance(TYPE_TRAITS[plan.type].campuses);
  const count = more ? (dice.chance(1 / 3) ? 3 : 2) : 1;
  return Array.from({ length: count }, (_, at) => ({
    place: createCampusPlace(world, plan, at),
    label: count === 1 ? null : CAMPUSES[plan.type].labels[at]!,
  }));
}

function createCampusPlace(world: World, plan: PlannedInstitution, at: number): Place {
  const { seed, ground } = world;
  const sourceId = `place-${plan.sourceId.slice('inst-'.length)}-c${at}`;
  const dice = new Dice(seed, 'campus', sourceId);
  const town = at === 0 ? plan.town : siblingTown(dice, plan);
  const village = at === 0 ? plan.village : null;
  const spot =
    village === null ? findCentreSpot(dice, town, ground) : findVillageSpot(dice, seed, town, village, ground);
  const { building, labels, spaces } = CAMPUSES[plan.type];
  const lot = lotOfCampus(plan.lot, at);
  return {
    index: -1,
    sourceId,
    name: at === 0 ? plan.name : `${plan.name}${labels[at]!}`,
    address: addressOf(
      town,
      village === null || town.urban
        ? streetOf(seed, town, lot)
        : villageHouseOf(seed, town, villageTitle(seed, town, village), lot),
    ),
    town,
    ...spot,
    ...rollFacts(dice, building, world.asOf),
    spaces: TRAINING_SPACES[plan.teaches] ?? spaces,
  };
}

/** Offices above the township have their other campuses in other towns of the county. */
function siblingTown(dice: Dice, { town, level }: PlannedInstitution): Town {
  return level === 'township' || level === 'none' ? town : dice.pick(town.county.towns);
}

/** What does not depend on where a place is. */
export function rollFacts(dice: Dice, kind: keyof typeof BUILDINGS, asOf: Day) {
  const building = BUILDINGS[kind];
  // A park has no counter and no day on which it is closed.
  const isHouse = kind !== 'outdoors';
  const facts = {
    phone: dice.chance(0.7) ? rollPhone(dice) : null,
    website: null,
    openingHours: rollHours(dice, building),
    exceptions: rollExceptions(dice, asOf),
    accessibility: rollAccessibility(dice, kind),
    confirmed: asOf - Math.floor(400 * dice.next() ** 2),
    room: dice.pick<number>(building.rooms),
  };
  return isHouse ? facts : { ...facts, phone: null, exceptions: [] };
}
