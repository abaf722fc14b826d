import { rollPhone } from './building.ts';
import type { World } from './campuses.ts';
import { createCampuses } from './campuses.ts';
import { Dice } from './dice.ts';
import type { Institution } from './institution.ts';
import type { PlannedInstitution } from './institution-plan.ts';
import { planInstitutions } from './institution-plan.ts';
import { TYPE_TRAITS } from './institution-types.ts';
import type { ChooseTopic } from './topic-choice.ts';
import { parseDay } from './calendar.ts';
import { unique } from './unique.ts';

const FULL = 5000;
const OPENED = [parseDay('1979-02-06'), parseDay('2021-09-01')] as const;
const REFORMED = parseDay('2021-07-01');
const REPARENTED_SHARE = 0.03;

/** Institutions with campuses and parents. Below full scale they are a sample of the full ones, each unchanged. */
export function createInstitutions(world: World, chooseTopic: ChooseTopic, count: number): Institution[] {
  const planned = planInstitutions(world.seed, world.ground, Math.max(FULL, count));
  const kept = sample(world.seed, planned, count);
  const institutions = kept.map((plan, index) => createInstitution(world, chooseTopic, plan, index));
  const byId = new Map(institutions.map((institution) => [institution.sourceId, institution]));
  kept.forEach((plan, at) => linkParents(world.seed, institutions[at]!, plan.above, byId));
  return institutions;
}

/** The province, every city, and the others by lot. */
function sample(seed: string, planned: PlannedInstitution[], count: number): PlannedInstitution[] {
  const rankOf = ({ sourceId, type }: PlannedInstitution) =>
    type === 'provincial-open-university' || type === 'city-open-university'
      ? -1
      : new Dice(seed, 'sample', sourceId).next();
  const ranked = planned.map((plan, at) => ({ at, rank: rankOf(plan) }));
  ranked.sort((a, b) => a.rank - b.rank || a.at - b.at);
  const kept = ranked.slice(0, count).map(({ at }) => at);
  return kept.sort((a, b) => a - b).map((at) => planned[at]!);
}

function createInstitution(
  world: World,
  chooseTopic: ChooseTopic,
  plan: PlannedInstitution,
  index: number,
): Institution {
  const { sourceId, name, type, teaches, level, division, town } = plan;
  const dice = new Dice(world.seed, 'institution', sourceId);
  const topics = Array.from({ length: dice.between(2, 5) }, () => chooseTopic(dice, teaches, town));
  const opened = dice.between(...OPENED);
  return {
    index,
    sourceId,
    name,
    aliases: aliasesOf(plan),
    type,
    teaches,
    level,
    division,
    town,
    parent: null,
    formerParent: null,
    since: opened,
    opened,
    campuses: createCampuses(world, plan),
    description: describe(
      plan,
      topics.map(({ zh }) => zh),
    ),
    phone: dice.chance(0.9) ? rollPhone(dice) : null,
    website: dice.chance(level === 'village' ? 0.05 : 0.5) ? `https://${sourceId.slice(5)}.example.org/` : null,
    topics: unique(topics.map(({ code }) => code)),
    audiences: unique(topics.map(({ audiences }) => audiences[0]!)),
    confirmed: world.asOf - Math.floor(400 * dice.next() ** 2),
    bustle: TYPE_TRAITS[type].bustle * Math.exp(0.9 * dice.gauss()),
  };
}

function linkParents(seed: string, institution: Institution, above: string[], byId: Map<string, Institution>): void {
  const chain = above.flatMap((id) => byId.get(id) ?? []);
  const [parent = null, former = null] = chain;
  institution.parent = parent;
  const dice = new Dice(seed, 'parents', institution.sourceId);
  if (former && institution.opened < REFORMED && dice.chance(REPARENTED_SHARE)) {
    institution.formerParent = former;
    institution.since = REFORMED;
  }
}

function aliasesOf({ name, type, town }: PlannedInstitution): string[] {
  if (type !== 'township-school') return [];
  const short = town.name.replace(/(街道|镇|乡)$/, '');
  return [name.endsWith('社区学校') ? `${short}社区学校` : `${short}成校`];
}

function describe({ level, town }: PlannedInstitution, topics: readonly string[]): string {
  const area =
    level === 'province'
      ? '全省'
      : level === 'city'
        ? town.county.city.name
        : level === 'county'
          ? town.county.name
          : town.name;
  return `面向${area}居民开展终身学习服务，常年开设${unique(topics).join('、')}等课程与活动。`;
}
