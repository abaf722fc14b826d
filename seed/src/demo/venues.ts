import { rollStreet } from './building.ts';
import type { BUILDINGS } from './building.ts';
import type { World } from './campuses.ts';
import { addressOf, rollFacts } from './campuses.ts';
import { Dice } from './dice.ts';
import { findCentreSpot, findVillageSpot } from './geography/spots.ts';
import type { Town } from './geography/towns.ts';
import type { Place } from './place.ts';
import { villageTitle } from './village-names.ts';

interface VenueKind {
  suffix: string;
  building: keyof typeof BUILDINGS;
  /** In the centre of the town, else in one of its villages. */
  central: boolean;
  weight: number;
}

const kind = (suffix: string, building: VenueKind['building'], central: boolean, weight: number): VenueKind => ({
  suffix,
  building,
  central,
  weight,
});
const URBAN: readonly VenueKind[] = [
  kind('文化家园', 'village', false, 9),
  kind('邻里中心', 'hall', false, 6),
  kind('市民教室', 'village', false, 6),
  kind('居家养老服务中心', 'village', false, 5),
  kind('图书室', 'village', false, 4),
  kind('党群服务中心', 'hall', false, 5),
  kind('文化活动中心', 'hall', true, 4),
  kind('全民健身中心', 'hall', true, 2),
  kind('新时代文明实践所', 'hall', true, 2),
  kind('职工之家', 'school', true, 2),
];
const RURAL: readonly VenueKind[] = [
  kind('文化礼堂', 'village', false, 12),
  kind('农家书屋', 'village', false, 6),
  kind('老年活动室', 'village', false, 5),
  kind('便民服务中心教室', 'village', false, 4),
  kind('田间学校', 'village', false, 3),
  kind('文化活动中心', 'hall', true, 3),
  kind('农民培训教室', 'school', true, 2),
  kind('新时代文明实践所', 'hall', true, 2),
];
// Venues that are a room inside the venue before them, at the very same spot.
const ROOM_SHARE = 0.15;
const ROOMS = ['一楼多功能厅', '二楼教室', '三楼舞蹈室', '301教室', '书画室', '录播室'] as const;

/** The `number`th venue of a town. */
export function createVenue(world: World, town: Town, number: number): Place {
  const sourceId = venueId(town, number);
  const dice = new Dice(world.seed, 'venue', sourceId);
  if (number > 0 && dice.chance(ROOM_SHARE)) return createRoom(dice, sourceId, hostOf(world, town, number - 1));
  return createBuilding(world, dice, sourceId, town);
}

/** A room cannot lie in a room. */
function hostOf(world: World, town: Town, number: number): Place {
  const sourceId = venueId(town, number);
  const dice = new Dice(world.seed, 'venue', sourceId);
  if (number > 0 && dice.chance(ROOM_SHARE)) return hostOf(world, town, number - 1);
  return createBuilding(world, dice, sourceId, town);
}

const venueId = (town: Town, number: number) => `place-${town.code}-v${String(number).padStart(3, '0')}`;

function createRoom(dice: Dice, sourceId: string, host: Place): Place {
  return {
    ...host,
    sourceId,
    name: `${host.name}${dice.pick(ROOMS)}`,
    exceptions: [],
    room: dice.pick([20, 30, 40]),
  };
}

function createBuilding({ seed, asOf, ground }: World, dice: Dice, sourceId: string, town: Town): Place {
  const kinds = town.urban ? URBAN : RURAL;
  const { suffix, building, central } = kinds[dice.weighted(kinds.map(({ weight }) => weight))]!;
  const village = dice.below(Math.max(town.villages, 1));
  const title = villageTitle(seed, town, village);
  return {
    index: -1,
    sourceId,
    name: central ? `${town.name}${suffix}` : `${title}${suffix}`,
    address: addressOf(town, central ? rollStreet(dice) : `${title}${dice.between(1, 199)}号`),
    town,
    ...(central ? findCentreSpot(dice, town, ground) : findVillageSpot(dice, seed, town, village, ground)),
    ...rollFacts(dice, building, asOf),
  };
}
