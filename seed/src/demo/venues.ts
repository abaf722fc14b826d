import type { BUILDINGS } from './building.ts';
import type { World } from './campuses.ts';
import { rollFacts } from './campuses.ts';
import { Dice } from './dice.ts';
import { findCentreSpot, findVillageSpot } from './geography/spots.ts';
import type { Town } from './geography/towns.ts';
import { isHallVillage } from './institution-plan.ts';
import { lotOfVenue } from './lots.ts';
import type { Place } from './place.ts';
import { spaces, type Space } from './spaces.ts';
import { addressOf, streetOf, villageHouseOf } from './streets.ts';
import { villageTitle } from './village-names.ts';

interface VenueKind {
  suffix: string;
  building: keyof typeof BUILDINGS;
  /** In the centre of the town, else in one of its villages. */
  central: boolean;
  weight: number;
  spaces: readonly Space[];
}

const kind = (
  suffix: string,
  building: VenueKind['building'],
  central: boolean,
  weight: number,
  rooms: string,
): VenueKind => ({ suffix, building, central, weight, spaces: spaces(rooms) });
const CULTURE = 'classroom hall studio music kitchen workshop';
const CENTRE = `${CULTURE} computers reading`;

interface VenuePlan {
  /** What every town has, in this order; the others by lot. */
  first: readonly VenueKind[];
  others: readonly VenueKind[];
}
const URBAN: VenuePlan = {
  first: [kind('文化活动中心', 'centre', true, 0, CENTRE), kind('文化公园', 'outdoors', true, 0, 'ground')],
  others: [
    kind('文化家园', 'village', false, 9, CULTURE),
    kind('邻里中心', 'hall', false, 6, 'classroom hall studio music kitchen workshop reading'),
    kind('市民教室', 'village', false, 6, 'classroom computers workshop'),
    kind('居家养老服务中心', 'village', false, 5, 'classroom studio kitchen music workshop'),
    kind('图书室', 'village', false, 4, 'classroom reading'),
    kind('党群服务中心', 'hall', false, 5, 'classroom hall computers'),
    kind('口袋公园', 'outdoors', false, 2, 'ground'),
    kind('全民健身中心', 'gym', true, 3, 'gym studio'),
    kind('游泳馆', 'gym', true, 1.5, 'pool'),
    kind('新时代文明实践所', 'hall', true, 2, 'classroom hall workshop'),
    kind('职工之家', 'school', true, 2, 'classroom computers hall studio music gym'),
  ],
};
const RURAL: VenuePlan = {
  first: [kind('文化活动中心', 'centre', true, 0, CENTRE), kind('文化广场', 'outdoors', true, 0, 'ground')],
  others: [
    kind('文化礼堂', 'village', false, 12, CULTURE),
    kind('农家书屋', 'village', false, 6, 'classroom reading'),
    kind('老年活动室', 'village', false, 5, 'studio music workshop'),
    kind('便民服务中心教室', 'village', false, 4, 'classroom computers'),
    kind('田间学校', 'village', false, 4, 'field'),
    kind('健身广场', 'outdoors', false, 2, 'ground'),
    kind('职业技能实训点', 'school', true, 2, 'classroom computers workshop machines'),
    kind('全民健身中心', 'gym', true, 1.5, 'gym studio'),
    kind('游泳馆', 'gym', true, 0.5, 'pool'),
    kind('新时代文明实践所', 'hall', true, 2, 'classroom hall workshop'),
  ],
};
// Venues that are a room inside a house before them, at the very same spot.
const ROOM_SHARE = 0.17;
interface Room {
  name: string;
  /** The house has it too. */
  space: Space;
}
const ROOMS: readonly Room[] = [
  { name: '一楼多功能厅', space: 'hall' },
  { name: '二楼教室', space: 'classroom' },
  { name: '三楼舞蹈室', space: 'studio' },
  { name: '301教室', space: 'classroom' },
  { name: '书画室', space: 'workshop' },
  { name: '二楼音乐室', space: 'music' },
];
// The rooms in which painters and calligraphers sit.
const ROOM_SPACES: Partial<Record<string, readonly Space[]>> = { 书画室: ['classroom', 'workshop'] };
const ATTEMPTS = 40;

/** The first `count` venues of a town, each with a name of its own; a longer list begins with the shorter. */
export function createVenues(world: World, town: Town, count: number): Place[] {
  const venues: Place[] = [];
  const taken = new Set<string>();
  for (let number = 0; number < count; number++) {
    const venue = createVenue(world, town, number, venues, taken);
    venues.push(venue);
    taken.add(venue.name);
  }
  return venues;
}

function createVenue(world: World, town: Town, number: number, before: readonly Place[], taken: ReadonlySet<string>) {
  const sourceId = `place-${town.code}-v${String(number).padStart(3, '0')}`;
  const dice = new Dice(world.seed, 'venue', sourceId);
  const { first, others } = town.urban ? URBAN : RURAL;
  const fixed = first[number];
  if (fixed) return createBuilding(world, dice, { sourceId, town, number, kind: fixed, village: null });
  const room = dice.chance(ROOM_SHARE) && rollRoom(dice, sourceId, before, taken);
  if (room) return room;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const kind = others[dice.weighted(others.map(({ weight }) => weight))]!;
    const village = kind.central ? null : dice.below(Math.max(town.villages, 1));
    if (taken.has(nameOf(world, town, kind, village))) continue;
    if (kind.suffix === '文化礼堂' && isHallVillage(world.seed, town, village!)) continue;
    return createBuilding(world, dice, { sourceId, town, number, kind, village });
  }
  // More venues than the villages of the town have names for.
  const kind = others[0]!;
  return createBuilding(world, dice, { sourceId, town, number, kind, village: town.villages + 1000 + number });
}

const nameOf = ({ seed }: World, town: Town, { suffix }: VenueKind, village: number | null) =>
  `${village === null ? town.name : villageTitle(seed, town, village)}${suffix}`;

// A room cannot lie in a room.
const isHouse = ({ name }: Place) => !ROOMS.some((room) => name.endsWith(room.name));

function rollRoom(dice: Dice, sourceId: string, before: readonly Place[], taken: ReadonlySet<string>): Place | null {
  const host = dice.pick(before.filter(isHouse));
  const { name, space } = dice.pick(ROOMS);
  const seats = dice.pick([20, 30, 40]);
  const whole = `${host.name}${name}`;
  if (!host.spaces.includes(space) || taken.has(whole)) return null;
  return { ...host, sourceId, name: whole, room: Math.min(seats, host.room), spaces: ROOM_SPACES[name] ?? [space] };
}

interface BuildingTerms {
  sourceId: string;
  town: Town;
  number: number;
  kind: VenueKind;
  village: number | null;
}
function createBuilding(world: World, dice: Dice, { sourceId, town, number, kind, village }: BuildingTerms): Place {
  const { seed, asOf, ground } = world;
  const lot = lotOfVenue(number);
  const street =
    village === null || town.urban
      ? streetOf(seed, town, lot)
      : villageHouseOf(seed, town, villageTitle(seed, town, village), lot);
  return {
    index: -1,
    sourceId,
    name: nameOf(world, town, kind, village),
    address: addressOf(town, street),
    town,
    ...(village === null ? findCentreSpot(dice, town, ground) : findVillageSpot(dice, seed, town, village, ground)),
    ...rollFacts(dice, kind.building, asOf),
    spaces: kind.spaces,
  };
}
