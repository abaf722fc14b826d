import { allocate } from '../../../demo/allocate.ts';
import { rollPhone } from '../../../demo/building.ts';
import type { Day } from '../../../demo/calendar.ts';
import type { World } from '../../../demo/campuses.ts';
import { Dice } from '../../../demo/dice.ts';
import type { Institution } from '../../../demo/institution.ts';
import type { Place } from '../../../demo/place.ts';

export interface CreditPoint {
  index: number;
  sourceId: string;
  name: string;
  description: string;
  tier: 'province' | 'city' | 'county' | 'point' | 'college_branch';
  parent: CreditPoint | null;
  institution: Institution;
  place: Place;
  services: string[];
  phone: string;
  confirmed: Day;
}

/** Counts of the tiers below the cities at full scale. */
const FULL = { county: 94, point: 1575, college_branch: 106 };
const SERVICES = ['开户咨询', '成果存入', '成果认定', '证书查询', '学分转换咨询'] as const;
const COLLEGES: ReadonlySet<string> = new Set([
  'vocational-college',
  'continuing-education-college',
  'county-open-university',
]);
const ORDINALS = ['', '第二', '第三', '第四', '第五', '第六', '第七', '第八', '第九'] as const;

/** The credit bank: one provincial centre, one branch a city, and the tiers below by scale. */
export function createCreditPoints(world: World, institutions: readonly Institution[], scale: number): CreditPoint[] {
  const bank = new CreditBank(world);
  const count = (tier: keyof typeof FULL) => Math.max(1, Math.round(FULL[tier] * scale));
  const ofType = (type: Institution['type']) => institutions.filter((institution) => institution.type === type);
  const [root] = ofType('provincial-open-university') as [Institution];
  const centre = bank.add(root, 'province', null, `${world.ground.province.name}学分银行管理中心`);

  const cities = new Map<string, CreditPoint>();
  for (const institution of ofType('city-open-university')) {
    const { city } = institution.town.county;
    cities.set(city.code, bank.add(institution, 'city', centre, `${city.name}学分银行分中心`));
  }
  const cityOf = ({ town }: Institution) => cities.get(town.county.city.code) ?? centre;

  const counties = new Map<string, CreditPoint>();
  const anchors = listAnchors(institutions);
  for (const [institution, number] of share(count('county'), anchors, weighCounty, true)) {
    const { county } = institution.town;
    const name = `${county.name}学分银行${ORDINALS[number] ?? ''}分中心`;
    const point = bank.add(institution, 'county', cityOf(institution), name, number);
    if (number === 0) counties.set(county.code, point);
  }

  const hosts = institutions.filter(({ type }) => type === 'township-school' || type === 'village-point');
  for (const [institution, number] of share(count('point'), hosts.length ? hosts : institutions, weighHost)) {
    const parent = counties.get(institution.town.county.code) ?? cityOf(institution);
    bank.add(institution, 'point', parent, `${institution.name}学分银行${ORDINALS[number] ?? ''}受理点`, number);
  }

  const colleges = institutions.filter(({ type }) => COLLEGES.has(type));
  for (const [institution, number] of share(count('college_branch'), colleges.length ? colleges : [root], () => 1)) {
    bank.add(institution, 'college_branch', centre, `${institution.name}学分银行${ORDINALS[number] ?? ''}分部`, number);
  }
  return bank.points;
}

class CreditBank {
  readonly points: CreditPoint[] = [];
  #world: World;

  constructor(world: World) {
    this.#world = world;
  }

  /** The `number`th point of a tier in one institution. */
  add(institution: Institution, tier: CreditPoint['tier'], parent: CreditPoint | null, name: string, number = 0) {
    const { seed, asOf } = this.#world;
    const sourceId = `credit-${institution.sourceId.slice('inst-'.length)}-${tier}-${number}`;
    const dice = new Dice(seed, 'credit-point', sourceId);
    const services = SERVICES.slice(0, tier === 'point' ? dice.between(2, 3) : SERVICES.length);
    const point: CreditPoint = {
      index: this.points.length,
      sourceId,
      name,
      description: `办理${services.join('、')}等业务，来访请带身份证件。`,
      tier,
      parent,
      institution,
      place: institution.campuses[number % institution.campuses.length]!.place,
      services,
      phone: rollPhone(dice),
      confirmed: asOf - Math.floor(300 * dice.next() ** 2),
    };
    this.points.push(point);
    return point;
  }
}

/** Shares out `count` points: pairs of host and the number of the point there. */
function* share(
  count: number,
  hosts: readonly Institution[],
  weigh: (host: Institution) => number,
  everywhere = false,
): Generator<[Institution, number]> {
  const counts = allocate(count, hosts.map(weigh), everywhere && count >= hosts.length ? 1 : 0);
  for (const [at, host] of hosts.entries()) {
    for (let number = 0; number < counts[at]!; number++) yield [host, number];
  }
}

/** One institution of each county that has any: its open university, else the first listed. */
function listAnchors(institutions: readonly Institution[]): Institution[] {
  const anchors = new Map<string, Institution>();
  for (const institution of institutions.filter(({ level }) => level !== 'city' && level !== 'province')) {
    const { code } = institution.town.county;
    if (!anchors.has(code) || institution.type === 'county-open-university') anchors.set(code, institution);
  }
  return anchors.size ? [...anchors.values()] : [...institutions];
}

const weighCounty = ({ town }: Institution) => town.county.towns.reduce((sum, { weight }) => sum + weight, 0);
const weighHost = ({ type, town }: Institution) => (type === 'township-school' ? 3 : 1) * town.weight ** 0.3;
