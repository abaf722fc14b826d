import { BUILDINGS, rollAccessibility, rollExceptions, rollHours, rollPhone, rollStreet } from './building.ts';
import type { Day } from './calendar.ts';
import { Dice } from './dice.ts';
import { findCentreSpot, findVillageSpot } from './geography/spots.ts';
import type { Ground, Town } from './geography/towns.ts';
import type { Campus } from './institution.ts';
import type { PlannedInstitution } from './institution-plan.ts';
import { TYPE_TRAITS } from './institution-types.ts';
import type { Place } from './place.ts';
import { villageTitle } from './village-names.ts';

export interface World {
  seed: string;
  asOf: Day;
  ground: Ground;
}

const LABELS = ['本部', '东校区', '新校区'] as const;
const BUILDING_OF: Partial<Record<PlannedInstitution['type'], keyof typeof BUILDINGS>> = {
  'village-point': 'village',
  'culture-hall': 'village',
  library: 'hall',
  'cultural-centre': 'hall',
  museum: 'hall',
  'youth-women-centre': 'hall',
  'training-provider': 'shop',
};

/** An institution's own places, one to three, the main one first; `index` is set later. */
export function createCampuses(world: World, plan: PlannedInstitution): Campus[] {
  const dice = new Dice(world.seed, 'campuses', plan.sourceId);
  const more = dice.chance(TYPE_TRAITS[plan.type].campuses);
  const count = more ? (dice.chance(1 / 3) ? 3 : 2) : 1;
  return Array.from({ length: count }, (_, at) => ({
    place: createCampusPlace(world, plan, at),
    label: count === 1 ? null : LABELS[at]!,
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
  return {
    index: -1,
    sourceId,
    name: at === 0 ? plan.name : `${plan.name}${LABELS[at]!}`,
    address: addressOf(
      town,
      village === null ? rollStreet(dice) : `${villageTitle(seed, town, village)}${dice.between(1, 199)}号`,
    ),
    town,
    ...spot,
    ...rollFacts(dice, BUILDING_OF[plan.type] ?? 'school', world.asOf),
  };
}

/** Offices above the township have their other campuses in other towns of the county. */
function siblingTown(dice: Dice, { town, level }: PlannedInstitution): Town {
  return level === 'township' || level === 'none' ? town : dice.pick(town.county.towns);
}

export function addressOf({ name, county }: Town, street: string): string {
  return `${county.city.name}${county.name}${name === county.name ? '' : name}${street}`;
}

/** What does not depend on where a place is. */
export function rollFacts(dice: Dice, kind: keyof typeof BUILDINGS, asOf: Day) {
  const building = BUILDINGS[kind];
  return {
    phone: dice.chance(0.7) ? rollPhone(dice) : null,
    website: null,
    openingHours: rollHours(dice, building),
    exceptions: rollExceptions(dice, asOf),
    accessibility: rollAccessibility(dice, building.equipment),
    confirmed: asOf - Math.floor(400 * dice.next() ** 2),
    room: dice.pick(building.rooms),
  };
}
