import { allocate } from './allocate.ts';
import { Dice } from './dice.ts';
import type { City, County, Ground, Town } from './geography/towns.ts';
import type { InstitutionType, Teaching } from './institution-types.ts';
import { lotOfOffice, lotOfUpperOffice } from './lots.ts';
import { villageTitle } from './village-names.ts';

/** An institution before it has places. */
export interface PlannedInstitution {
  sourceId: string;
  name: string;
  type: InstitutionType;
  teaches: Teaching;
  level: 'province' | 'city' | 'county' | 'township' | 'village' | 'none';
  /** Division it belongs to. */
  division: string;
  /** Town in which it sits. */
  town: Town;
  /** Village of the town, null in its centre. */
  village: number | null;
  /** Plot of its first house in the town. */
  lot: number;
  /** Institutions above it, nearest first; the first that exists is its parent. */
  above: string[];
}

const PROVINCE_ID = 'inst-330000-open';
const idOf = (division: string, office: string) => `inst-${division}-${office}`;

const CITY_OFFICES: readonly (readonly [office: string, type: InstitutionType, suffix: string])[] = [
  ['open', 'city-open-university', '开放大学'],
  ['senior', 'senior-university', '老年大学'],
  ['library', 'library', '图书馆'],
  ['museum', 'museum', '科技馆'],
  ['youth', 'youth-women-centre', '青少年活动中心'],
  ['culture', 'cultural-centre', '文化馆'],
  ['vocational', 'vocational-college', '职业技术学院'],
  ['continuing', 'continuing-education-college', '高校继续教育学院'],
];
const COUNTY_OFFICES: typeof CITY_OFFICES = [
  ['open', 'county-open-university', '社区学院'],
  ['senior', 'senior-university', '老年大学'],
  ['library', 'library', '图书馆'],
  ['museum', 'museum', '博物馆'],
  ['youth', 'youth-women-centre', '妇女儿童活动中心'],
  ['culture', 'cultural-centre', '文化馆'],
  ['vocational', 'vocational-college', '职业技术学校'],
];
const TOWN_OFFICES: readonly (readonly [
  office: string,
  type: InstitutionType,
  suffix: string,
  urbanWeight: number,
  ruralWeight: number,
])[] = [
  ['senior', 'senior-university', '老年学校', 8, 6],
  ['library', 'library', '图书分馆', 9, 5],
  ['culture', 'cultural-centre', '综合文化站', 5, 7],
  ['training', 'training-provider', '', 26, 9],
  ['point', 'village-point', '学习点', 52, 43],
  ['hall', 'culture-hall', '文化礼堂', 0, 30],
];
const TRAINING_NAMES = [
  '启航', '知行', '汇智', '致远', '博雅', '艺海', '新桥', '春晖', '明德', '锦绣', '拾光', '若水',
] as const; // prettier-ignore
const TRAINING_KINDS: readonly (readonly [suffix: string, teaches: Teaching])[] = [
  ['职业培训学校', 'trade-school'],
  ['艺术培训中心', 'arts-centre'],
  ['外语培训学校', 'language-school'],
  ['技能培训中心', 'skills-centre'],
  ['文化培训学校', 'learning-school'],
];

/** Every institution of the demo at full scale or beyond, `count` of them, sorted by division. */
export function planInstitutions(seed: string, ground: Ground, count: number): PlannedInstitution[] {
  const upper = [planProvince(ground), ...ground.cities.flatMap(planCity), ...ground.counties.flatMap(planCounty)];
  const weights = ground.towns.map(({ weight }) => weight ** 0.8);
  const counts = allocate(count - upper.length, weights, 1);
  return [...upper, ...ground.towns.flatMap((town, at) => planTown(seed, town, counts[at]!))];
}

function planProvince({ province, cities }: Ground): PlannedInstitution {
  const town = nearestTown(cities[0]!.counties[2] ?? cities[0]!.counties[0]!);
  return {
    sourceId: PROVINCE_ID,
    name: `${province.name}开放大学`,
    type: 'provincial-open-university',
    teaches: 'provincial-open-university',
    level: 'province',
    division: province.code,
    town,
    village: null,
    lot: lotOfUpperOffice(0),
    above: [],
  };
}

function planCity(city: City): PlannedInstitution[] {
  const town = nearestTown(city.counties[0]!);
  return CITY_OFFICES.map(([office, type, suffix], at) => ({
    sourceId: idOf(city.code, office),
    name: `${city.name}${suffix}`,
    type,
    teaches: type,
    level: 'city',
    division: city.code,
    town,
    village: null,
    lot: lotOfUpperOffice(1 + at),
    above: office === 'open' ? [PROVINCE_ID] : [idOf(city.code, 'open'), PROVINCE_ID],
  }));
}

function planCounty(county: County): PlannedInstitution[] {
  return COUNTY_OFFICES.map(([office, type, suffix], at) => ({
    sourceId: idOf(county.code, office),
    name: `${county.name}${office === 'open' && !county.name.endsWith('区') ? '开放大学' : suffix}`,
    type,
    teaches: type,
    level: 'county',
    division: county.code,
    // The offices of a county do not all stand in one street.
    town: nearestTown(county, at % 3),
    village: null,
    lot: lotOfUpperOffice(1 + CITY_OFFICES.length + at),
    above: [
      idOf(county.code, 'open'),
      idOf(county.city.code, office),
      idOf(county.city.code, 'open'),
      PROVINCE_ID,
    ].filter((id) => id !== idOf(county.code, office)),
  }));
}

function planTown(seed: string, town: Town, count: number): PlannedInstitution[] {
  const taken = new Set<string>();
  return Array.from({ length: count }, (_, at) => {
    const plan = at === 0 ? planTownSchool(town) : planTownOffice(seed, town, at);
    // A second one of its kind is told apart by where it is.
    if (taken.has(plan.name)) plan.name = plan.name.replace(town.name, `${town.name}${villageTitle(seed, town, at)}`);
    taken.add(plan.name);
    return plan;
  });
}

function planTownSchool(town: Town): PlannedInstitution {
  return {
    sourceId: idOf(town.code, '00'),
    name: `${town.name}${town.urban ? '社区学校' : '成人文化技术学校'}`,
    type: 'township-school',
    teaches: 'township-school',
    level: 'township',
    division: town.code,
    town,
    village: null,
    lot: lotOfOffice(0),
    above: above(town, 'open'),
  };
}

function planTownOffice(seed: string, town: Town, at: number): PlannedInstitution {
  const number = String(at).padStart(2, '0');
  const dice = new Dice(seed, 'institution-plan', `${town.code}-${number}`);
  const [office, type, suffix] = TOWN_OFFICES[dice.weighted(TOWN_OFFICES.map((row) => row[town.urban ? 3 : 4]))]!;
  const inVillage = office === 'point' || office === 'hall';
  const base = {
    sourceId: idOf(town.code, number),
    type,
    teaches: type as Teaching,
    division: town.code,
    town,
    lot: lotOfOffice(at),
  };
  if (inVillage) {
    const name = `${town.name}${villageTitle(seed, town, at)}${suffix}`;
    return { ...base, name, level: 'village', village: at, above: [idOf(town.code, '00'), ...above(town, 'open')] };
  }
  if (office === 'training') {
    const word = dice.pick(TRAINING_NAMES);
    const [kind, teaches] = dice.pick(TRAINING_KINDS);
    return { ...base, teaches, name: `${town.name}${word}${kind}`, level: 'none', village: null, above: [] };
  }
  const second = at > 3 && dice.chance(0.5) ? villageTitle(seed, town, at) : '';
  return {
    ...base,
    name: `${town.name}${second}${suffix}`,
    level: 'township',
    village: null,
    above: above(town, office),
  };
}

function above({ county }: Town, office: string): string[] {
  const own = [idOf(county.code, office), idOf(county.code, 'open')];
  return [...own, idOf(county.city.code, 'open'), PROVINCE_ID];
}

/** Whether the `at`th village of a town has a culture hall that is an institution of its own. */
export function isHallVillage(seed: string, town: Town, at: number): boolean {
  return at > 0 && planTownOffice(seed, town, at).type === 'culture-hall';
}

/** The town whose centre is the `rank`th nearest to the county's seat. */
function nearestTown(county: County, rank = 0): Town {
  const distance = (town: Town) => Math.hypot((town.lng - county.lng) * 0.87, town.lat - county.lat);
  const sorted = [...county.towns].sort((a, b) => distance(a) - distance(b));
  return sorted[Math.min(rank, sorted.length - 1)]!;
}
