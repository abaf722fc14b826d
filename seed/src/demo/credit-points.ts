import { allocate } from './allocate.ts';
import { rollPhone } from './building.ts';
import type { Day } from './calendar.ts';
import type { World } from './campuses.ts';
import { Dice } from './dice.ts';
import type { Town } from './geography/towns.ts';
import type { Institution } from './institution.ts';
import type { Place } from './place.ts';

export interface CreditPoint {
  index: number;
  sourceId: string;
  name: string;
  description: string;
  tier: 'province' | 'city' | 'county' | 'point' | 'college_branch';
  parent: CreditPoint | null;
  institution: Institution | null;
  place: Place;
  services: string[];
  phone: string;
  confirmed: Day;
}
export interface CreditPointTerms {
  world: World;
  institutions: readonly Institution[];
  venues: Map<Town, Place[]>;
}

/** Counts of the tiers below the cities at full scale. */
const FULL = { county: 94, point: 1575, college_branch: 106 };
const SERVICES = ['开户咨询', '成果存入', '成果认定', '证书查询', '学分转换咨询'] as const;
const COLLEGES: ReadonlySet<string> = new Set([
  'vocational-college',
  'continuing-education-college',
  'county-open-university',
]);

/** The credit bank: one provincial centre, one branch a city, and the tiers below by scale. */
export function createCreditPoints({ world, institutions, venues }: CreditPointTerms, scale: number): CreditPoint[] {
  const points: CreditPoint[] = [];
  const add = (key: string, fixed: Pick<CreditPoint, 'name' | 'tier' | 'parent' | 'institution' | 'place'>) => {
    const sourceId = `credit-${key}`;
    const point = { index: points.length, sourceId, ...fixed, ...rollFacts(world, sourceId, fixed.tier) };
    points.push(point);
    return point;
  };
  const count = (tier: keyof typeof FULL) => Math.max(1, Math.round(FULL[tier] * scale));
  const own = (institution: Institution) => ({ institution, place: institution.campuses[0]!.place });

  const root = institutions.find(({ type }) => type === 'provincial-open-university')!;
  const centre = add('330000', {
    name: `${world.ground.province.name}学分银行管理中心`,
    tier: 'province',
    parent: null,
    ...own(root),
  });
  const cities = new Map<string, CreditPoint>();
  for (const institution of institutions.filter(({ type }) => type === 'city-open-university')) {
    const { city } = institution.town.county;
    const name = `${city.name}学分银行分中心`;
    cities.set(city.code, add(city.code, { name, tier: 'city', parent: centre, ...own(institution) }));
  }

  const counties = new Map<string, CreditPoint>();
  const anchors = countyAnchors(institutions);
  const perCounty = allocate(
    count('county'),
    anchors.map(({ town }) => weighCounty(town)),
    count('county') >= anchors.length ? 1 : 0,
  );
  anchors.forEach((institution, at) => {
    const { county } = institution.town;
    for (let number = 0; number < perCounty[at]!; number++) {
      const name = `${county.name}学分银行${number ? `第${'一二三四五六七八九'[number]}` : ''}分中心`;
      const parent = cities.get(county.city.code) ?? centre;
      const place = number
        ? (venues.get(institution.town)?.[number] ?? own(institution).place)
        : own(institution).place;
      const point = add(`${county.code}-${number}`, { name, tier: 'county', parent, institution, place });
      if (number === 0) counties.set(county.code, point);
    }
  });

  const schools = institutions.filter(({ type }) => type === 'township-school' || type === 'village-point');
  const hosts = schools.length ? schools : institutions;
  const perHost = allocate(
    count('point'),
    hosts.map(({ type, town }) => (type === 'township-school' ? 3 : 1) * town.weight ** 0.5),
  );
  hosts.forEach((institution, at) => {
    const { county } = institution.town;
    for (let number = 0; number < perHost[at]!; number++) {
      const venue = number ? (venues.get(institution.town)?.[number] ?? null) : null;
      const place = venue ?? own(institution).place;
      const parent = counties.get(county.code) ?? cities.get(county.city.code) ?? centre;
      const name = `${place.name}学分银行受理点`;
      add(`${institution.sourceId.slice(5)}-p${number}`, { name, tier: 'point', parent, institution, place });
    }
  });

  const colleges = institutions.filter(({ type }) => COLLEGES.has(type));
  const perCollege = allocate(
    count('college_branch'),
    (colleges.length ? colleges : [root]).map(() => 1),
  );
  (colleges.length ? colleges : [root]).forEach((institution, at) => {
    for (let number = 0; number < perCollege[at]!; number++) {
      const name = `${institution.name}学分银行分部${number || ''}`;
      add(`${institution.sourceId.slice(5)}-b${number}`, {
        name,
        tier: 'college_branch',
        parent: centre,
        ...own(institution),
      });
    }
  });
  return points;
}

/** One institution of each county that has any: its open university, else the first listed. */
function countyAnchors(institutions: readonly Institution[]): Institution[] {
  const anchors = new Map<string, Institution>();
  for (const institution of institutions.filter(({ level }) => level !== 'city' && level !== 'province')) {
    const { code } = institution.town.county;
    if (!anchors.has(code) || institution.type === 'county-open-university') anchors.set(code, institution);
  }
  return anchors.size ? [...anchors.values()] : [...institutions];
}

const weighCounty = (town: Town) => town.county.towns.reduce((sum, { weight }) => sum + weight, 0);

function rollFacts({ seed, asOf }: World, sourceId: string, tier: CreditPoint['tier']) {
  const dice = new Dice(seed, 'credit-point', sourceId);
  const services = SERVICES.slice(0, tier === 'point' ? dice.between(2, 3) : SERVICES.length);
  return {
    description: `办理${services.join('、')}等业务，来访请带身份证件。`,
    services,
    phone: rollPhone(dice),
    confirmed: asOf - Math.floor(300 * dice.next() ** 2),
  };
}
